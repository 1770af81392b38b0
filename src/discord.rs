//! Discord: the front that members meet.
//!
//! What a member does comes in as an event (`events`), a pure step turns it into a response
//! ([`commands`], [`browse`], [`questions`]) made of messages ([`post`], [`render`]), and
//! `delivery` carries that out. [`client`] connects, [`serve`] keeps it running.

pub mod actor;
pub mod backoff;
pub mod browse;
pub mod client;
pub mod commands;
pub mod components;
mod cooldown;
mod delivery;
pub mod echo;
mod events;
pub mod logging;
pub mod post;
mod previews;
pub mod questions;
mod registration;
mod reload;
pub mod render;
pub mod serve;
pub mod texts;
