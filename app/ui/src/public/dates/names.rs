//! Names of weekdays and months, as they stand inside a date.
//!
//! Source: Unicode CLDR 48, wide names in their format form (the case that follows a number in Ukrainian, Russian and
//! Kurmancî). Four choices of our own:
//! - Somali and Dari put the day before the month, as people there write it; CLDR has the month first.
//! - Pashto names weekdays as they are spoken and printed in Afghanistan (دوشنبه); CLDR has the bookish دونۍ. It puts
//!   the day before the month too.
//! - Central Kurdish has one spelling for both months that share the word کانوونی, and the ە of its keyboards in هەینی.
//! - Tigrinya says ግንቦት for May as Eritrean calendars do.

use domain::lang::Lang;

pub(super) struct Names {
    /// From Monday.
    pub weekdays: [&'static str; 7],
    pub months: [&'static str; 12],
    /// How the three stand together.
    pub day: &'static str,
}

const SPACED: &str = "{weekday} {day} {month}";
const AFTER_COMMA: &str = "{weekday}, {day} {month}";

macro_rules! names {
    ($name:ident, $day:expr, [$($weekday:literal)*], [$($month:literal)*]) => {
        const $name: Names = Names { weekdays: [$($weekday),*], months: [$($month),*], day: $day };
    };
}

names!(
    DUTCH, SPACED,
    ["maandag" "dinsdag" "woensdag" "donderdag" "vrijdag" "zaterdag" "zondag"],
    ["januari" "februari" "maart" "april" "mei" "juni" "juli" "augustus" "september" "oktober" "november" "december"]
);
names!(
    ENGLISH, SPACED,
    ["Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday" "Sunday"],
    ["January" "February" "March" "April" "May" "June" "July" "August" "September" "October" "November" "December"]
);
names!(
    ARABIC, SPACED,
    ["الاثنين" "الثلاثاء" "الأربعاء" "الخميس" "الجمعة" "السبت" "الأحد"],
    ["يناير" "فبراير" "مارس" "أبريل" "مايو" "يونيو" "يوليو" "أغسطس" "سبتمبر" "أكتوبر" "نوفمبر" "ديسمبر"]
);
names!(
    TIGRINYA, "{weekday}፣ {day} {month}",
    ["ሰኑይ" "ሰሉስ" "ረቡዕ" "ሓሙስ" "ዓርቢ" "ቀዳም" "ሰንበት"],
    ["ጥሪ" "ለካቲት" "መጋቢት" "ሚያዝያ" "ግንቦት" "ሰነ" "ሓምለ" "ነሓሰ" "መስከረም" "ጥቅምቲ" "ሕዳር" "ታሕሳስ"]
);
names!(
    PERSIAN, SPACED,
    ["دوشنبه" "سه‌شنبه" "چهارشنبه" "پنجشنبه" "جمعه" "شنبه" "یکشنبه"],
    ["ژانویه" "فوریه" "مارس" "آوریل" "مه" "ژوئن" "ژوئیه" "اوت" "سپتامبر" "اکتبر" "نوامبر" "دسامبر"]
);
names!(
    TURKISH, "{day} {month} {weekday}",
    ["Pazartesi" "Salı" "Çarşamba" "Perşembe" "Cuma" "Cumartesi" "Pazar"],
    ["Ocak" "Şubat" "Mart" "Nisan" "Mayıs" "Haziran" "Temmuz" "Ağustos" "Eylül" "Ekim" "Kasım" "Aralık"]
);
names!(
    SOMALI, AFTER_COMMA,
    ["Isniin" "Talaado" "Arbaco" "Khamiis" "Jimco" "Sabti" "Axad"],
    ["Janaayo" "Febraayo" "Maarso" "Abriil" "Maayo" "Juun" "Luulyo" "Agosto" "Sebtembar" "Oktoobar" "Noofeembar" "Diseembar"]
);
names!(
    UKRAINIAN, AFTER_COMMA,
    ["понеділок" "вівторок" "середа" "четвер" "пʼятниця" "субота" "неділя"],
    ["січня" "лютого" "березня" "квітня" "травня" "червня" "липня" "серпня" "вересня" "жовтня" "листопада" "грудня"]
);
names!(
    FRENCH, SPACED,
    ["lundi" "mardi" "mercredi" "jeudi" "vendredi" "samedi" "dimanche"],
    ["janvier" "février" "mars" "avril" "mai" "juin" "juillet" "août" "septembre" "octobre" "novembre" "décembre"]
);
names!(
    RUSSIAN, AFTER_COMMA,
    ["понедельник" "вторник" "среда" "четверг" "пятница" "суббота" "воскресенье"],
    ["января" "февраля" "марта" "апреля" "мая" "июня" "июля" "августа" "сентября" "октября" "ноября" "декабря"]
);
names!(
    SPANISH, "{weekday}, {day} de {month}",
    ["lunes" "martes" "miércoles" "jueves" "viernes" "sábado" "domingo"],
    ["enero" "febrero" "marzo" "abril" "mayo" "junio" "julio" "agosto" "septiembre" "octubre" "noviembre" "diciembre"]
);
names!(
    PASHTO, SPACED,
    ["دوشنبه" "سه‌شنبه" "چهارشنبه" "پنجشنبه" "جمعه" "شنبه" "یکشنبه"],
    ["جنوري" "فبروري" "مارچ" "اپریل" "مۍ" "جون" "جولای" "اګست" "سېپتمبر" "اکتوبر" "نومبر" "دسمبر"]
);
names!(
    DARI, SPACED,
    ["دوشنبه" "سه‌شنبه" "چهارشنبه" "پنجشنبه" "جمعه" "شنبه" "یکشنبه"],
    ["جنوری" "فبروری" "مارچ" "اپریل" "می" "جون" "جولای" "اگست" "سپتمبر" "اکتوبر" "نومبر" "دسمبر"]
);
names!(
    KURMANCI, "{weekday}, {day}ê {month}",
    ["duşem" "sêşem" "çarşem" "pêncşem" "înî" "şemî" "yekşem"],
    ["rêbendanê" "sibatê" "adarê" "nîsanê" "gulanê" "hezîranê" "tîrmehê" "tebaxê" "îlonê" "cotmehê" "mijdarê" "berfanbarê"]
);
names!(
    SORANI, "{weekday}، {day}ی {month}",
    ["دووشەممە" "سێشەممە" "چوارشەممە" "پێنجشەممە" "هەینی" "شەممە" "یەکشەممە"],
    ["کانوونی دووەم" "شوبات" "ئازار" "نیسان" "ئایار" "حوزەیران" "تەمووز" "ئاب" "ئەیلوول" "تشرینی یەکەم" "تشرینی دووەم" "کانوونی یەکەم"]
);

pub(super) fn names(lang: Lang) -> &'static Names {
    match lang {
        Lang::Nl => &DUTCH,
        Lang::En => &ENGLISH,
        Lang::Ar => &ARABIC,
        Lang::Ti => &TIGRINYA,
        Lang::Fa => &PERSIAN,
        Lang::Tr => &TURKISH,
        Lang::So => &SOMALI,
        Lang::Uk => &UKRAINIAN,
        Lang::Fr => &FRENCH,
        Lang::Ru => &RUSSIAN,
        Lang::Es => &SPANISH,
        Lang::Ps => &PASHTO,
        Lang::FaAf => &DARI,
        Lang::Kmr => &KURMANCI,
        Lang::Ckb => &SORANI,
    }
}
