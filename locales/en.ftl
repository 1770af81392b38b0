# What kotae says in English. Every message here has its counterpart in ja.ftl.

# Commands and their options. Names are lower case without spaces.
command-ask-name = ask
command-ask-description = Ask a question; the answer comes with its sources
command-ask-question-name = question
command-ask-question-description = What you want to know
command-ask-private-name = private
command-ask-private-description = Show the answer to you alone
command-faq-name = faq
command-faq-description = Open an FAQ entry, or see the list
command-faq-question-name = question
command-faq-question-description = The entry to open; leave it out for the list
command-topics-name = topics
command-topics-description = Browse all articles and topics
command-topic-name = topic
command-topic-description = List what there is on a topic
command-topic-name-name = name
command-topic-name-description = The topic or article
command-sources-name = sources
command-sources-description = List what is cited, and the entries that cite it
command-sources-article-name = article
command-sources-article-description = Only this source, or the sources of this article
command-summary-name = summary
command-summary-description = Preview a summary, then post it (for moderators)
command-summary-of-name = of
command-summary-of-description = An article or a topic; leave it out for everything
command-summary-length-name = length
command-summary-length-description = How long the summary is
command-summary-length-short = short
command-summary-length-full = full
command-summary-channel-name = channel
command-summary-channel-description = The channel to post in; leave it out for this one
command-help-name = help
command-help-description = What this bot does and what it keeps
command-answer-name = Answer this
command-answer-description = In a message's menu under Apps: answers that message

# Answers
sources = Sources
source-article = { $article } › { $section }
source-more = …and { $count } more
confidence-sure = Very likely what you asked for
confidence-likely = Probably what you asked for
language-other = This passage exists only in { $lang ->
    [ja] Japanese
   *[en] English
}
suggestion = Did you mean this?
suggestions = Not sure which you mean. Is it one of these?
unknown = Sorry, none of the articles here answers that. I have noted the question, without your name, for the people who run this bot. What you can ask about, for example:
unknown-again = Sorry, none of the articles here answers that. Use /topics to see what you can ask about.
question-leans = I do not remember what was said before. Please put all that you would like to know in one question.
question-missing = What would you like to know? Please put your question in words. What you can ask about, for example:
handed-on-unreadable = I can only read messages that mention me. To have that one answered, open its menu (press and hold, or right-click) and choose Apps › { command-answer-name }.
courtesy = 😊 If you would like to know anything, just ask.
aside-again = If you would like to know anything, write a question, or use /topics to look around.
cooldown-entry = This answer was posted in this channel a moment ago, so this time it is shown to you alone. It can be shown to everybody again in { seconds }.
cooldown-member = You have asked a lot just now, so this is shown to you alone. The next one can be shown to everybody in { seconds }.
cooldown-entry-message = That answer was posted in this channel a moment ago. Please wait { seconds }, or use /ask with “private: True”.
cooldown-member-message = You have asked a lot just now. Please wait { seconds }, or use /ask with “private: True”.
seconds = { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
}
button-related = Related
button-why = Why?
button-further = Also asked: { $title }
button-delete = Delete
button-back = Back
answer-origin = [To this message](<{ $link }>)
answer-nothing = There is no text in that message that could be a question.
related = The closest entries:
related-none = Nothing else comes close.
page = { $page } / { $pages }

# Why this answer
why-title = Why this answer
why-read = I read your question as: { $text }
why-same = { $word } (means the same as { $by })
why-typo = { $word } (read as { $by })
why-sound = { $word } (sounds like { $by })
why-rest = letter sequences and phrasing { $share }
why-repeated = it is one of the questions listed for this entry
why-runners = Other near entries
why-unknown = Words found in no entry
why-cut = The question is long, so this covers only its beginning.
why-sure = { $share } sure

# Browsing
topics-title = Articles and topics
topics-articles = Articles
topics-topics = Topics
topics-choose-article = Open an article
topics-choose-topic = Open a topic
topic-count = { $count ->
    [one] One entry. Open it below.
   *[other] { $count } entries. Choose one to read it.
}
topic-choose = Read an entry
choice-topic = { $name } (topic)
name-several = Several hold “{ $name }” in their names. Which one?
found-choose = Open one of them
topic-unknown = There is no topic or article “{ $name }”. These exist:
faq-title = Frequently asked questions
faq-unknown = No FAQ entry comes close to that.
faq-empty = There are no FAQ entries yet. Use /topics to see what there is.
button-topics = All topics
button-sources = All sources

# Sources
sources-title = All sources
sources-empty = Nothing is cited yet.
sources-count = ({ $count ->
    [one] one entry
   *[other] { $count } entries
})
source-unknown = There is no article or source “{ $name }”. These exist:
sources-choose = See the entries that cite a source

# Summaries
summary-preview = This is what will be posted in { $channel }. Only you can see this preview; the post will look exactly like it.
summary-by = Summary posted by { $name }
summary-of = Summary: { $topic }
summary-of-another-kind = Only articles and topics can be summed up.
summary-nothing = There are no sentences there to sum up.
summary-posted = Posted in { $channel }. { $link }
summary-failed = It could not be posted in { $channel }. Check that the channel is still there, that I have the permissions View Channel, Send Messages and Embed Links there, and that the thread is not locked; then press “Post” again.
summary-busy = Discord takes no more messages in { $channel } for now. Press “Post” again in a few seconds.
summary-unsure = I can't tell whether it was posted in { $channel }. Look there, and press “Post” again if it was not; within a few minutes nothing is posted twice.
summary-in-part = Only some of the { $count } messages could be posted in { $channel }. Press “Post” again to post the rest; within a few minutes nothing is posted twice.
summary-under-way = This summary is already being posted.
summary-changed = What it says has changed since the preview was made. The post will now look exactly like this.
summary-rights-untold = I could not find out whether I may post in { $channel }.
summary-not-yours = You can’t post in { $channel }, so I won’t post there for you.
summary-no-permission = I can’t post in { $channel }. If it is a text channel or a thread, give me these permissions there, then try again: { $permissions }.
permission-view = View Channel
permission-send = Send Messages
permission-send-in-threads = Send Messages in Threads
permission-embed-links = Embed Links
permission-manage-threads = Manage Threads
summary-dropped = The preview is closed.
button-post = Post
button-cancel = Cancel

# Help
help-title = How to ask
help-intro = I answer from the articles and FAQs that this server’s team has put together: word for word, and always with the sources.
help-more = You can also mention me, in a reply too, or write to me directly. When I am not sure, I offer the nearest entries; when I do not know, I say so.
help-kept = I store no questions and no names. A question that I could not answer goes into the log of whoever runs this bot, without its author.

# Trouble
error-apology = Something went wrong on my side. Please try again.
error-old-button = This is from an older version of the bot and no longer works. Please start over.
error-section-gone = That is no longer there. Please ask again, or see /topics.
error-unknown-command = This command no longer exists. Try /help.
error-guild-only = This command only works in a server.
error-moderators-only = Only members who may manage messages can do this.
error-not-deleted = The message could not be deleted. Please try again.
error-not-yours = Only the member who asked and moderators can delete this.
