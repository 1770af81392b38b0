# What kotae says in English. Every message here has its counterpart in ja.ftl.

# Commands and their options. Names are lower case without spaces.
command-ask-name = ask
command-ask-description = Ask a question; the answer comes with its sources
command-ask-question-name = question
command-ask-question-description = What you want to know
command-ask-private-name = private
command-ask-private-description = Show the answer to you alone
command-faq-name = faq
command-faq-description = Open an entry of the FAQ, or list them all
command-faq-question-name = question
command-faq-question-description = The entry to open; leave it out for the list
command-topics-name = topics
command-topics-description = Browse all articles and topics
command-topic-name = topic
command-topic-description = List what there is on a topic
command-topic-name-name = name
command-topic-name-description = The topic or article
command-help-name = help
command-help-description = What this bot does and what it keeps

# Answers
sources = Sources
source-article = { $article } › { $section }
source-more = …and { $count } more
confidence-sure = Very likely what you asked for
confidence-likely = Probably what you asked for
language-other = This passage exists only in { $lang ->
    [ja] Japanese
   *[en] English
}.
suggestions = Not sure which you mean. Is it one of these?
unknown = Sorry, none of the articles here answers that. The operator's log notes that it was missed. You can ask about:
question-missing = What would you like to know? Write your question after mentioning me, or use /ask. You can ask about:

# Browsing
topics-title = Articles and topics
topics-articles = Articles
topics-topics = Topics
topics-choose-article = Open an article
topics-choose-topic = Open a topic
topic-count = { $count ->
    [one] One entry
   *[other] { $count } entries
}. Choose one to read it.
topic-choose = Read an entry
topic-unknown = There is no topic or article “{ $name }”. These exist:
list-more = The list shows the first { $shown } of { $count }. Use /topic or /ask to find the others.
faq-title = Frequently asked questions
faq-empty = There are no FAQ entries yet. Use /topics to see what there is.
button-topics = All topics

# Help
help-title = How to ask
help-intro = I answer questions from a folder of articles and FAQs: word for word, and always with the sources.
help-more = You can also mention me, reply to me, or write to me directly. When I am not sure, I offer the nearest entries; when I do not know, I say so.
help-kept = I keep nothing: no questions, no names. A question that I could not answer is written to the operator's log without its author.

# Trouble
error-apology = Something went wrong on my side. Please try again.
error-old-button = This button is from an older version of me. Please ask again.
error-section-gone = That entry is no longer there. Please ask again, or see /topics.
error-unknown-command = I do not know this command any more. Try /help.
