//! Pay per hour. Required on every vacancy: people ask for it first.

use serde::{Deserialize, Serialize};

/// Euro cents per hour, gross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Wage(pub u32);

/// Why a wage was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WageRefused {
    #[error("not an amount in euros")]
    NotAnAmount,
    #[error("below 1 or above 100 euros an hour")]
    OutOfRange,
}

impl Wage {
    /// Reads "15,40", "15.4", "€ 15,40" and "15".
    pub fn parse(raw: &str) -> Result<Wage, WageRefused> {
        let amount: String = raw.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        let (euros, cents) = amount.split_once([',', '.']).unwrap_or((&amount, "0"));
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        if !digits(euros) || !digits(cents) || cents.len() > 2 || euros.len() > 4 {
            return Err(WageRefused::NotAnAmount);
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| WageRefused::NotAnAmount);
        let cents = number(cents)? * if cents.len() == 1 { 10 } else { 1 };
        let total = number(euros)? * 100 + cents;
        if (100..=10_000).contains(&total) { Ok(Wage(total)) } else { Err(WageRefused::OutOfRange) }
    }

    /// "15,40", as Dutch writes it.
    pub fn with_comma(self) -> String {
        format!("{},{:02}", self.0 / 100, self.0 % 100)
    }

    /// "15.40".
    pub fn with_point(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wage_is_read_as_spreadsheets_write_it() {
        for (raw, cents) in [("15,40", 1540), ("15.4", 1540), ("€ 15", 1500), ("9,05", 905)] {
            assert_eq!(Wage::parse(raw), Ok(Wage(cents)), "{raw}");
        }
        assert_eq!(Wage::parse("vijftien"), Err(WageRefused::NotAnAmount));
        assert_eq!(Wage::parse(""), Err(WageRefused::NotAnAmount));
        assert_eq!(Wage::parse("0,40"), Err(WageRefused::OutOfRange));
    }
}
