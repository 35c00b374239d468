//! The languages that residents read, with endonym and direction. Staff screens exist in Dutch and English.
//! Source of the list: domain.md §6 (launch set). Never shown with flags.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Writing direction of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The value of the HTML `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

macro_rules! langs {
    ($($variant:ident $tag:literal $endonym:literal $direction:ident),* $(,)?) => {
        /// A language by its BCP 47 tag.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Lang { $(#[serde(rename = $tag)] $variant),* }

        impl Lang {
            /// Every language, in the order of the language list.
            pub const ALL: &'static [Lang] = &[$(Lang::$variant),*];

            /// BCP 47 tag, as in `<html lang>`.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$variant => $tag),* }
            }

            /// The language's own name for itself.
            pub fn endonym(self) -> &'static str {
                match self { $(Self::$variant => $endonym),* }
            }

            /// The direction in which it is written.
            pub fn direction(self) -> Direction {
                match self { $(Self::$variant => Direction::$direction),* }
            }
        }
    };
}

langs! {
    Nl "nl" "Nederlands" LeftToRight,
    En "en" "English" LeftToRight,
    Ar "ar" "العربية" RightToLeft,
    Ti "ti" "ትግርኛ" LeftToRight,
    Fa "fa" "فارسی" RightToLeft,
    Tr "tr" "Türkçe" LeftToRight,
    So "so" "Soomaali" LeftToRight,
    Uk "uk" "Українська" LeftToRight,
    Fr "fr" "Français" LeftToRight,
    Ru "ru" "Русский" LeftToRight,
    Es "es" "Español" LeftToRight,
    Ps "ps" "پښتو" RightToLeft,
    FaAf "fa-AF" "دری" RightToLeft,
    Kmr "kmr" "Kurmancî" LeftToRight,
    Ckb "ckb" "کوردیی ناوەندی" RightToLeft,
}

/// No language of the list has this tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown language tag")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        Self::ALL.iter().copied().find(|lang| lang.tag().eq_ignore_ascii_case(tag)).ok_or(UnknownLang)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_reads_back_as_its_language() {
        for lang in Lang::ALL {
            assert_eq!(lang.tag().parse::<Lang>(), Ok(*lang));
        }
        assert_eq!("xx".parse::<Lang>(), Err(UnknownLang));
    }

    #[test]
    fn five_languages_are_written_from_the_right() {
        let rtl = Lang::ALL.iter().filter(|lang| lang.direction() == Direction::RightToLeft).count();
        assert_eq!(rtl, 5);
    }
}
