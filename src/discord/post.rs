//! A message that the bot sends, before it is known how: as a reply to a command, in place of an
//! earlier one, or into a channel.

use serde_json::Value;
use serenity::all::{
    CreateActionRow, CreateAllowedMentions, CreateEmbed, CreateInteractionResponseMessage, CreateMessage,
};

use super::render::NO_NAME;
use crate::text::Lang;
use crate::text::units::{CONTENT, cut, utf16_len};

/// What a member gets to see.
#[derive(Debug, Clone, Default)]
pub struct Post {
    /// Text above the embeds.
    pub content: String,
    /// Embeds.
    pub embeds: Vec<CreateEmbed>,
    /// Rows of buttons and menus.
    pub rows: Vec<CreateActionRow>,
    /// Whether only the member who asked sees it, where that is possible.
    pub private: bool,
    /// What it counts as where others see it, for cool-downs.
    pub claim: Option<Claim>,
}

/// What must not be posted in a channel again and again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// What it is.
    pub of: Subject,
    /// The language.
    pub lang: Lang,
}

/// What a public post is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The entry with this id.
    Entry(String),
    /// Entries to choose from, a list, or another way to ask.
    Offer,
    /// That nothing is known.
    Miss,
    /// That a message says nothing.
    Aside,
    /// A word to thanks or a remark.
    Thanks,
}

/// What comes of an interaction.
#[derive(Debug, Clone)]
pub enum Response {
    /// A new message.
    Reply(Post),
    /// A message in place of the one whose button was pressed.
    Update(Post),
    /// Choices for what is being typed: name and value.
    Choices(Vec<(String, String)>),
    /// The message whose button was pressed is taken away.
    Delete {
        /// What need not cool down any longer, if it was posted for this member.
        claim: Option<(u64, Claim)>,
    },
    /// Messages for a channel; the one whose button was pressed tells how that went.
    Publish(Publication),
}

/// A summary for a channel.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The channel.
    pub channel: u64,
    /// The messages.
    pub posts: Vec<Post>,
    /// Their hash.
    pub seen: u32,
    /// What stays in the preview's place where they can't be posted.
    pub preview: Box<Post>,
}

impl Post {
    /// A message of text alone that only the member sees.
    #[must_use]
    pub fn note(content: String) -> Post {
        Post { content, private: true, ..Post::default() }
    }

    /// The post for the member alone, and why.
    #[must_use]
    pub fn alone(self, reason: &str) -> Post {
        let gap = if self.content.is_empty() { "" } else { "\n" };
        Post { content: format!("{}{gap}{reason}", self.content), private: true, ..self }
    }

    /// The same without embeds, for where they are not allowed.
    ///
    /// # Panics
    /// Never: an embed is a plain value.
    #[must_use]
    pub fn in_words(self) -> Post {
        let mut said = vec![self.content];
        for embed in &self.embeds {
            let embed = serde_json::to_value(embed).expect("an embed is a plain value");
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let title = format!("**{}**", text(&embed["title"]));
            let field = |field: &Value| match &*text(&field["name"]) {
                NO_NAME => text(&field["value"]),
                name => format!("**{name}**\n{}", text(&field["value"])),
            };
            let mut rest: Vec<String> = embed["fields"].as_array().into_iter().flatten().map(field).collect();
            rest.push(text(&embed["footer"]["text"]));
            // The sources stay whole whatever the passage loses.
            let taken: usize = said.iter().chain([&title]).chain(&rest).map(|part| utf16_len(part) + 1).sum();
            let passage = cut(&text(&embed["description"]), CONTENT.saturating_sub(taken + 1));
            said.extend([title, passage]);
            said.extend(rest);
        }
        said.retain(|part| !part.is_empty());
        Post { content: cut(&said.join("\n"), CONTENT), embeds: Vec::new(), ..self }
    }

    /// The post as the content of an interaction's response.
    pub fn for_interaction(self) -> CreateInteractionResponseMessage {
        CreateInteractionResponseMessage::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.rows)
            .ephemeral(self.private)
            .allowed_mentions(no_mentions())
    }

    /// The post as a message for a channel.
    pub fn for_channel(self) -> CreateMessage {
        CreateMessage::new()
            .content(self.content)
            .embeds(self.embeds)
            .components(self.rows)
            .allowed_mentions(no_mentions())
    }
}

/// Nobody is pinged by anything that the bot repeats.
fn no_mentions() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}
