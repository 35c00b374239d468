//! Which plural categories each language has, for the generator (`build.rs`) and for `plural.rs`.
//! Source: Unicode CLDR 46, cardinal rules. Order as in `domain::lang::Lang::ALL`.

/// The categories of one language. `other` always exists.
pub struct Categories {
    pub tag: &'static str,
    /// A plural text must give these.
    pub needed: &'static [&'static str],
    /// It may give these: they belong to whole millions, which this product does not count.
    pub also: &'static [&'static str],
}

impl Categories {
    pub fn allows(&self, name: &str) -> bool {
        self.needed.contains(&name) || self.also.contains(&name)
    }
}

const fn simple(tag: &'static str) -> Categories {
    Categories { tag, needed: &["one", "other"], also: &[] }
}

const fn with_millions(tag: &'static str) -> Categories {
    Categories { tag, needed: &["one", "other"], also: &["many"] }
}

const fn slavic(tag: &'static str) -> Categories {
    Categories { tag, needed: &["one", "few", "many", "other"], also: &[] }
}

pub const CATEGORIES: &[Categories] = &[
    simple("nl"),
    simple("en"),
    Categories { tag: "ar", needed: &["zero", "one", "two", "few", "many", "other"], also: &[] },
    simple("ti"),
    simple("fa"),
    simple("tr"),
    simple("so"),
    slavic("uk"),
    with_millions("fr"),
    slavic("ru"),
    with_millions("es"),
    simple("ps"),
    simple("fa-AF"),
    simple("kmr"),
    simple("ckb"),
];
