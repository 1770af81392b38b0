//! The member who acts, as far as a step needs to know: where, in what language, with what rights.

use serenity::all::{
    ChannelId, ChannelType, CommandInteraction, ComponentInteraction, GuildId, Member, PartialChannel,
    Permissions, ThreadMetadata, User,
};

use crate::text::Lang;

/// What it takes to post in a channel, and in a thread.
const TO_POST: Permissions = Permissions::VIEW_CHANNEL.union(Permissions::SEND_MESSAGES);
const TO_POST_IN_THREADS: Permissions =
    Permissions::VIEW_CHANNEL.union(Permissions::SEND_MESSAGES_IN_THREADS);

/// Who acts, and where.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The member's id.
    pub id: u64,
    /// The name that the guild knows the member by.
    pub name: String,
    /// Whether the member may manage messages.
    pub moderator: bool,
    /// The channel.
    pub channel: u64,
    /// Whether this is in a guild.
    pub in_guild: bool,
    /// The guild's language, for what everybody reads.
    pub guild_lang: Option<Lang>,
    /// What kind of channel it is.
    pub room: Room,
    /// What kotae may do in the channel, where Discord tells.
    pub mine: Option<Permissions>,
    /// What the member may do in the channel, where Discord tells.
    pub theirs: Option<Permissions>,
    /// What both may do in another channel that was chosen.
    pub elsewhere: Option<Rights>,
}

/// The kinds of channels that differ in what it takes to post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Not a thread.
    Channel,
    /// A thread.
    Thread,
    /// A thread that only moderators write in.
    LockedThread,
}

impl Room {
    /// The kind of a channel.
    #[must_use]
    pub fn of(kind: ChannelType, thread: Option<&ThreadMetadata>) -> Room {
        let threads = [ChannelType::NewsThread, ChannelType::PublicThread, ChannelType::PrivateThread];
        match thread {
            _ if !threads.contains(&kind) => Room::Channel,
            Some(thread) if thread.locked => Room::LockedThread,
            _ => Room::Thread,
        }
    }
}

/// What may be done in a channel.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    /// What kotae may do.
    pub mine: Permissions,
    /// What the member may do.
    pub theirs: Permissions,
    /// What kind of channel it is.
    pub room: Room,
}

/// Where an interaction comes from: its kinds have the same fields, but no trait for them.
macro_rules! place {
    ($interaction:expr) => {
        Place {
            channel: $interaction.channel_id,
            partial: $interaction.channel.as_ref(),
            guild: $interaction.guild_id,
            locale: $interaction.guild_locale.as_deref(),
            mine: $interaction.app_permissions,
        }
    };
}

impl Actor {
    /// Who gave a command.
    #[must_use]
    pub fn of_command(interaction: &CommandInteraction) -> Actor {
        Actor::new(&interaction.user, interaction.member.as_deref(), &place!(interaction))
    }

    /// Who pressed a component.
    #[must_use]
    pub fn of_press(interaction: &ComponentInteraction) -> Actor {
        Actor::new(&interaction.user, interaction.member.as_ref(), &place!(interaction))
    }

    fn new(user: &User, member: Option<&Member>, place: &Place<'_>) -> Actor {
        let rights = member.and_then(|member| member.permissions).unwrap_or_default();
        // Who acts in a channel sees it; where that is not said, neither is the rest.
        let told = rights.intersects(Permissions::VIEW_CHANNEL | Permissions::ADMINISTRATOR);
        Actor {
            id: user.id.get(),
            name: member.map_or_else(|| user.name.clone(), |member| member.display_name().to_owned()),
            moderator: rights.intersects(Permissions::MANAGE_MESSAGES | Permissions::ADMINISTRATOR),
            channel: place.channel.get(),
            in_guild: place.guild.is_some(),
            guild_lang: place.locale.and_then(Lang::from_locale),
            room: place
                .partial
                .map_or(Room::Channel, |channel| Room::of(channel.kind, channel.thread_metadata.as_ref())),
            mine: place.mine,
            theirs: Some(rights).filter(|_| told),
            elsewhere: None,
        }
    }

    /// The language of what everybody reads: the guild's, or English.
    #[must_use]
    pub fn public_lang(&self) -> Lang {
        self.guild_lang.unwrap_or(Lang::En)
    }

    /// What kotae lacks to post in a channel, this one or the one that was chosen, as far as Discord tells.
    #[must_use]
    pub fn lacking(&self, channel: u64) -> Permissions {
        let mine = if channel == self.channel { self.mine } else { self.elsewhere.map(|rights| rights.mine) };
        let mine = mine.filter(|mine| !mine.contains(Permissions::ADMINISTRATOR));
        let wanted = self.to_post(channel) | Permissions::EMBED_LINKS;
        mine.map_or(Permissions::empty(), |mine| wanted - mine)
    }

    /// Whether the member could post in a channel without kotae, as far as Discord tells.
    #[must_use]
    pub fn may_post(&self, channel: u64) -> bool {
        let theirs =
            if channel == self.channel { self.theirs } else { self.elsewhere.map(|rights| rights.theirs) };
        theirs.is_none_or(|theirs| allows(theirs, self.to_post(channel)))
    }

    /// What it takes to post in this channel or in the one that was chosen.
    fn to_post(&self, channel: u64) -> Permissions {
        let elsewhere = self.elsewhere.map_or(Room::Channel, |rights| rights.room);
        match if channel == self.channel { self.room } else { elsewhere } {
            Room::Channel => TO_POST,
            Room::Thread => TO_POST_IN_THREADS,
            Room::LockedThread => TO_POST_IN_THREADS | Permissions::MANAGE_THREADS,
        }
    }
}

/// Where somebody acts, as an interaction tells.
struct Place<'i> {
    channel: ChannelId,
    partial: Option<&'i PartialChannel>,
    guild: Option<GuildId>,
    locale: Option<&'i str>,
    mine: Option<Permissions>,
}

fn allows(rights: Permissions, wanted: Permissions) -> bool {
    rights.contains(wanted) || rights.contains(Permissions::ADMINISTRATOR)
}
