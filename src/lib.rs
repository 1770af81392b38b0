//! kotae (答え): answers members' questions from a folder of articles, word for word and with sources.
//!
//! From the bottom up: [`text`] normalises and cuts text, [`knowledge`] loads the folder, [`search`]
//! ranks sections and decides, [`names`] finds what is being typed, [`answer`] holds what comes out and
//! [`summary`] what sums it up, [`app`] puts them together, and
//! [`cli`] and [`discord`] are its two fronts.

pub mod answer;
pub mod app;
pub mod cli;
pub mod config;
pub mod discord;
pub mod knowledge;
pub mod names;
pub mod search;
pub mod summary;
pub mod text;
