//! The member who acts, as far as a step needs to know: where, in what language, with what rights.

use serenity::all::{
    ChannelId, CommandInteraction, ComponentInteraction, GuildId, Member, Permissions, User,
};

use crate::text::Lang;

/// What it takes to post in a channel.
const TO_POST: Permissions = Permissions::VIEW_CHANNEL.union(Permissions::SEND_MESSAGES);
/// What it takes to post what kotae posts.
const TO_POST_EMBEDS: Permissions = TO_POST.union(Permissions::EMBED_LINKS);

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
    /// What kotae may do in the channel, where Discord tells.
    pub mine: Option<Permissions>,
    /// What both may do in another channel that was chosen.
    pub elsewhere: Option<Rights>,
}

/// What may be done in a channel.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    /// What kotae may do.
    pub mine: Permissions,
    /// What the member may do.
    pub theirs: Permissions,
}

impl Actor {
    /// Who gave a command.
    #[must_use]
    pub fn of_command(interaction: &CommandInteraction) -> Actor {
        let place = (interaction.channel_id, interaction.guild_id, interaction.guild_locale.as_deref());
        Actor::new(&interaction.user, interaction.member.as_deref(), place, interaction.app_permissions)
    }

    /// Who pressed a component.
    #[must_use]
    pub fn of_press(interaction: &ComponentInteraction) -> Actor {
        let place = (interaction.channel_id, interaction.guild_id, interaction.guild_locale.as_deref());
        Actor::new(&interaction.user, interaction.member.as_ref(), place, interaction.app_permissions)
    }

    fn new(
        user: &User,
        member: Option<&Member>,
        (channel, guild, locale): (ChannelId, Option<GuildId>, Option<&str>),
        mine: Option<Permissions>,
    ) -> Actor {
        let rights = member.and_then(|member| member.permissions).unwrap_or_default();
        Actor {
            id: user.id.get(),
            name: member.map_or_else(|| user.name.clone(), |member| member.display_name().to_owned()),
            moderator: rights.intersects(Permissions::MANAGE_MESSAGES | Permissions::ADMINISTRATOR),
            channel: channel.get(),
            in_guild: guild.is_some(),
            guild_lang: locale.and_then(Lang::from_locale),
            mine,
            elsewhere: None,
        }
    }

    /// The language of what everybody reads: the guild's, or English.
    #[must_use]
    pub fn public_lang(&self) -> Lang {
        self.guild_lang.unwrap_or(Lang::En)
    }

    /// Whether kotae may post in a channel, this one or the one that was chosen, as far as Discord tells.
    #[must_use]
    pub fn lets_me_post(&self, channel: u64) -> bool {
        let mine = if channel == self.channel { self.mine } else { self.elsewhere.map(|rights| rights.mine) };
        mine.is_none_or(|mine| allows(mine, TO_POST_EMBEDS))
    }

    /// Whether the member could post in a channel without kotae, as far as Discord tells.
    #[must_use]
    pub fn may_post(&self, channel: u64) -> bool {
        channel == self.channel || self.elsewhere.is_none_or(|rights| allows(rights.theirs, TO_POST))
    }
}

fn allows(rights: Permissions, wanted: Permissions) -> bool {
    rights.contains(wanted) || rights.contains(Permissions::ADMINISTRATOR)
}
