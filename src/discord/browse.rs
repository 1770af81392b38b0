//! Browsing: what comes of pressing a button or choosing from a menu.

use serenity::all::{
    ActionRowComponent, Button, ButtonKind, ComponentInteraction, ComponentInteractionDataKind,
    CreateActionRow, CreateButton, Message, MessageFlags,
};

use super::actor::Actor;
use super::commands::summary;
use super::components::{Addressee, Press, Target, TargetKind};
use super::echo::{self, ReadBack};
use super::post::{Claim, Post, Response, Subject};
use super::render;
use super::texts::text;
use crate::app::Snapshot;
use crate::knowledge::{Outlet, Section, Source};
use crate::search::Hits;
use crate::text::Lang;
use crate::text::units::OPTIONS;

/// How many related entries are offered.
const RELATED: usize = 5;

/// The message that a component stands in, as far as a press needs to know.
#[derive(Debug, Default)]
pub struct Shown<'m> {
    /// Its text.
    pub content: &'m str,
    /// Its buttons, row by row.
    pub rows: Vec<Vec<&'m Button>>,
    /// Whether one member alone sees it.
    pub private: bool,
}

impl<'m> Shown<'m> {
    fn of(message: &'m Message) -> Shown<'m> {
        let buttons = |component: &'m ActionRowComponent| match component {
            ActionRowComponent::Button(button) => Some(button),
            _ => None,
        };
        Shown {
            content: &message.content,
            rows: message
                .components
                .iter()
                .map(|row| row.components.iter().filter_map(buttons).collect())
                .collect(),
            private: message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL)),
        }
    }

    /// The question that it answers, as far as it can be read.
    fn question(&self) -> Option<ReadBack> {
        echo::quoted(self.content).map(echo::unquoted)
    }

    /// The section that it shows.
    fn section(&self) -> Option<Target> {
        self.presses().find_map(|press| if let Press::Related(target) = press { Some(target) } else { None })
    }

    fn presses(&self) -> impl Iterator<Item = Press> {
        self.rows.iter().flatten().filter_map(|button| press_of(button))
    }

    /// The buttons that stay when a page is turned.
    fn kept(&self) -> Vec<CreateActionRow> {
        let turns =
            |row: &&Vec<&Button>| row.iter().any(|button| matches!(press_of(button), Some(Press::Turn(_))));
        let kept = self.rows.iter().filter(|row| !row.is_empty() && !turns(row));
        let again =
            |row: &Vec<&Button>| row.iter().map(|&button| CreateButton::from(button.clone())).collect();
        kept.map(|row| CreateActionRow::Buttons(again(row))).collect()
    }
}

fn press_of(button: &Button) -> Option<Press> {
    match &button.data {
        ButtonKind::NonLink { custom_id, .. } => Press::parse(custom_id).map(|(press, _)| press),
        _ => None,
    }
}

/// What comes of pressing a component.
#[must_use]
pub fn press(interaction: &ComponentInteraction, snapshot: &Snapshot, lang: Lang) -> Response {
    let chosen = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    };
    let shown = Shown::of(&interaction.message);
    // Who speaks neither language goes on in that of their message.
    let made_for = || Press::parse(&interaction.data.custom_id).map(|(_, made_for)| made_for);
    let in_message = || made_for().filter(|made_for| made_for.id == interaction.user.id.get());
    let lang = Lang::from_locale(&interaction.locale).or_else(|| Some(in_message()?.lang)).unwrap_or(lang);
    step(&interaction.data.custom_id, chosen, &shown, snapshot, lang, &Actor::of_press(interaction))
}

/// The same, of the plain parts of the press. The message changes for the member that it was made for;
/// anybody else gets one of their own, in their own language.
#[must_use]
pub fn step(
    custom_id: &str,
    chosen: Option<&str>,
    shown: &Shown<'_>,
    snapshot: &Snapshot,
    lang: Lang,
    actor: &Actor,
) -> Response {
    let note = |id: &str| Response::Reply(Post::note(text(lang, id)));
    let Some((press, made_for)) = Press::parse(custom_id) else { return note("error-old-button") };
    let alone = Addressee { id: actor.id, lang, private: true };
    let mine = made_for.id == actor.id;
    let to = if mine { Addressee { private: shown.private, ..made_for } } else { alone };
    let quoted = echo::quoted(shown.content).unwrap_or_default();
    let opened = match press {
        // What answers a further question comes beside the answer to the first.
        Press::Open(target, _) if target.kind() == TargetKind::Section && shown.section().is_some() => {
            return find(&target, snapshot).map_or_else(
                || note("error-section-gone"),
                |section| {
                    let question = shown.question().and_then(|asked| part_for(section, &asked, snapshot));
                    let post = render::entry(section, snapshot, alone, None, question.as_ref());
                    Response::Reply(Post { private: true, ..post })
                },
            );
        }
        Press::Open(target, page) => open(&target, snapshot, to, page, None),
        Press::Turn(turn) => find(&turn.section, snapshot).map(|section| {
            let (embed, mut rows) = render::page(section, snapshot, &turn, to);
            let kept = if mine { shown.kept() } else { Vec::new() };
            let following = || vec![render::following(&turn.section, shown.question().as_ref(), to)];
            rows.extend(if kept.is_empty() { following() } else { kept });
            Post { content: quoted.to_owned(), embeds: vec![embed], rows, ..Post::default() }
        }),
        Press::Choose(_, list) => chosen.and_then(Target::from_value).and_then(|target| {
            let back = list.map(|(list, page)| match list.kind() {
                TargetKind::Article if target.kind() == TargetKind::Source => {
                    Press::AllSources(Some(list), page)
                }
                _ => Press::Open(list, page),
            });
            open(&target, snapshot, to, 0, back)
        }),
        // An answer that others read stays.
        Press::AllTopics(page) if shown.section().is_some() && !shown.private => {
            return Response::Reply(Post { private: true, ..render::topics(snapshot, alone, page) });
        }
        Press::AllTopics(page) => Some(render::topics(snapshot, to, page)),
        Press::AllSources(None, page) => Some(render::sources_list(snapshot, None, to, page)),
        Press::AllSources(Some(article), page) => article_number(&article, snapshot)
            .map(|number| render::sources_list(snapshot, Some(number), to, page)),
        Press::Pick(offer, number) => {
            let entry = offer.entries.get(number).and_then(|&entry| render::on_offer(entry, snapshot));
            let question = shown.question().filter(|_| !offer.related);
            let content = if offer.related { "" } else { quoted }.to_owned();
            let back = Some(Press::Offer(offer));
            entry.map(|section| Post {
                content,
                ..render::entry(section, snapshot, to, back, question.as_ref())
            })
        }
        Press::Offer(offer) => render::offer(&offer, snapshot, if offer.related { "" } else { quoted }, to),
        Press::Related(target) => {
            return find(&target, snapshot).map_or_else(
                || note("error-section-gone"),
                |section| {
                    Response::Reply(render::related(&related(section, snapshot, lang), snapshot, alone))
                },
            );
        }
        Press::Why(start) => {
            let question = shown.question().unwrap_or_else(|| ReadBack::of(&start));
            let section = shown.section().map(|target| find(&target, snapshot).ok_or(()));
            return section.transpose().map_or_else(
                |()| note("error-section-gone"),
                |section| Response::Reply(render::why(&question, section, snapshot, lang)),
            );
        }
        Press::Delete if mine || actor.moderator => {
            let public = shown.section().filter(|_| !shown.private);
            let section = public.and_then(|target| find(&target, snapshot));
            let claim =
                |section: &Section| Claim { of: Subject::Entry(section.id.clone()), lang: made_for.lang };
            return Response::Delete { claim: section.map(|section| (made_for.id, claim(section))) };
        }
        Press::Delete => return note("error-not-yours"),
        Press::Preview(wanted, page) => return summary::preview(&wanted, page, snapshot, to, actor),
        Press::Publish(wanted) => return summary::publish(&wanted, snapshot, to, actor),
        Press::Cancel => Some(Post::note(text(lang, "summary-dropped"))),
    };
    let Some(post) = opened else { return note("error-section-gone") };
    if mine { Response::Update(post) } else { Response::Reply(Post { private: true, ..post }) }
}

/// The question of a message that a section answers beside the first one.
fn part_for(section: &Section, asked: &ReadBack, snapshot: &Snapshot) -> Option<ReadBack> {
    let hits = snapshot.search(&asked.question);
    let answers = |hits: &&Hits| {
        hits.answer().is_some_and(|answer| snapshot.knowledge.sections[answer].id == section.id)
    };
    let further = hits.further.iter().find(answers)?;
    Some(ReadBack::of(asked.question[further.part.clone()].trim()))
}

/// The post that shows a page of a target, with a way back; `None` if the target is gone.
#[must_use]
pub fn open(
    target: &Target,
    snapshot: &Snapshot,
    to: Addressee,
    page: usize,
    back: Option<Press>,
) -> Option<Post> {
    match target.kind() {
        TargetKind::Section => {
            find(target, snapshot).map(|section| render::entry(section, snapshot, to, back, None))
        }
        TargetKind::Faq => Some(render::faq(snapshot, to, page)),
        _ => {
            let members = members(target, snapshot, to.lang)?;
            let back = back.unwrap_or_else(|| list_with(target, snapshot, to.lang));
            Some(render::list(&members, snapshot, target, back, to, page))
        }
    }
}

/// The page of the list that an article, a topic or a source stands in.
fn list_with(target: &Target, snapshot: &Snapshot, lang: Lang) -> Press {
    let knowledge = &snapshot.knowledge;
    let topic = || knowledge.topics(lang).iter().position(|(name, _)| *target == Target::topic(name));
    let source = || {
        let cited = knowledge.cited(None, lang);
        cited.iter().position(|outlet| *target == Target::source(outlet.label))
    };
    let page = |position: Option<usize>| position.unwrap_or_default() / OPTIONS;
    match target.kind() {
        TargetKind::Source => Press::AllSources(None, page(source())),
        TargetKind::Topic => Press::AllTopics(page(topic())),
        _ => Press::AllTopics(page(article_number(target, snapshot))),
    }
}

/// The place of the article that a target names.
#[must_use]
pub fn article_number(target: &Target, snapshot: &Snapshot) -> Option<usize> {
    snapshot.knowledge.articles.iter().position(|article| *target == Target::article(&article.id))
}

/// What an article, a topic or a source holds.
#[derive(Debug, Default)]
pub struct Members<'a> {
    /// Its title.
    pub title: String,
    /// What of a source is cited.
    pub documents: Vec<&'a Source>,
    /// Its sections.
    pub sections: Vec<&'a Section>,
}

/// What a target holds; `None` if it is gone.
#[must_use]
pub fn members<'a>(target: &Target, snapshot: &'a Snapshot, lang: Lang) -> Option<Members<'a>> {
    let knowledge = &snapshot.knowledge;
    match target.kind() {
        TargetKind::Article => {
            let number = article_number(target, snapshot)?;
            let sections = knowledge.sections.iter().filter(|section| section.article == number).collect();
            let title = knowledge.articles[number].version(lang).title.clone();
            Some(Members { title, sections, ..Members::default() })
        }
        TargetKind::Topic => {
            // The menu may have been made for a member of the other language.
            let mut topics = Lang::ALL.into_iter().flat_map(|lang| knowledge.topics(lang));
            let (name, sections) = topics.find(|(name, _)| *target == Target::topic(name))?;
            Some(Members { title: knowledge.topic_in(name, lang).to_owned(), sections, ..Members::default() })
        }
        TargetKind::Source => {
            let mut cited = Lang::ALL.into_iter().flat_map(|lang| knowledge.cited(None, lang));
            let outlet = cited.find(|outlet| *target == Target::source(outlet.label))?;
            let Outlet { label, documents, sections } = outlet;
            Some(Members { title: label.to_owned(), documents, sections })
        }
        _ => None,
    }
}

/// The section that a target names.
#[must_use]
pub fn find<'a>(target: &Target, snapshot: &'a Snapshot) -> Option<&'a Section> {
    let is_it = |section: &&Section| *target == Target::section(&section.id);
    let by_id = snapshot.knowledge.section(target.name()).filter(is_it);
    by_id.or_else(|| snapshot.knowledge.sections.iter().find(is_it))
}

/// The entries nearest to a section, itself left out.
fn related<'a>(section: &Section, snapshot: &'a Snapshot, lang: Lang) -> Vec<&'a Section> {
    let version = section.version(lang);
    let candidates = snapshot.candidates(&format!("{}\n{}", version.title, version.text));
    candidates
        .iter()
        .map(|candidate| &snapshot.knowledge.sections[candidate.section])
        .filter(|other| other.id != section.id)
        .take(RELATED)
        .collect()
}
