//! What this device keeps while the page is away: the outbox, the tray, the archive, and the screens of the day. In the
//! browser's own database, locked with a key that no script can read. What that refuses, or where there is none, is held
//! in memory as long as the page lives, and the screens say so. [`sync::outbox::Disk`] is the model that both follow.

mod base;
mod browser;
mod lock;

use browser::Browser;
use domain::ids::CommandId;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use sync::log::Maker;
use sync::outbox::{Archived, BATCH, Batch, Disk as Model, Full, HELD_MAX, Kept, Offered, Refused, Settle};
use uuid::Uuid;
use wasm_bindgen::JsValue;

/// Why something was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// This device holds as much as it may.
    Full,
    /// The browser's storage refused.
    Refused,
}

impl From<JsValue> for NotKept {
    fn from(_: JsValue) -> NotKept {
        NotKept::Refused
    }
}

impl From<Full> for NotKept {
    fn from(Full: Full) -> NotKept {
        NotKept::Full
    }
}

/// Something that comes later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A storage that outlives the page. Behind a pointer, so that an entry without one carries no code for it.
pub trait Keeps {
    /// Adds a command to its maker's log; `fresh` names a log that begins.
    fn keep<'a>(
        &'a self,
        maker: &'a Maker,
        id: CommandId,
        bytes: &'a str,
        fresh: Uuid,
    ) -> Later<'a, Result<(), NotKept>>;
    fn rows<'a>(&'a self, maker: &'a Maker, limit: usize) -> Later<'a, Result<Vec<Kept>, NotKept>>;
    fn settle<'a>(&'a self, settle: &'a Settle, now_ms: i64) -> Later<'a, Result<(), NotKept>>;
    fn begin_anew<'a>(&'a self, maker: &'a Maker, fresh: Uuid) -> Later<'a, Result<(), NotKept>>;
    fn refused<'a>(&'a self, maker: &'a Maker) -> Later<'a, Result<Vec<Refused>, NotKept>>;
    fn dismiss(&self, id: CommandId) -> Later<'_, Result<(), NotKept>>;
    fn archived(&self, incarnation: Uuid) -> Later<'_, Result<Vec<Archived>, NotKept>>;
    fn offered<'a>(
        &'a self,
        incarnation: Uuid,
        said: &'a [(CommandId, Offered)],
    ) -> Later<'a, Result<(), NotKept>>;
    fn remember<'a>(&'a self, name: &'a str, text: &'a str) -> Later<'a, Result<(), NotKept>>;
    fn recall<'a>(&'a self, name: &'a str) -> Later<'a, Result<Option<String>, NotKept>>;
    fn forget(&self) -> Later<'_, Result<(), NotKept>>;
}

/// Opens a storage. None: there is none to be had here.
pub type Opens = fn() -> Later<'static, Option<Box<dyn Keeps>>>;

/// The browser's own storage, for an entry that works without a network.
pub fn on_device() -> Later<'static, Option<Box<dyn Keeps>>> {
    Box::pin(async { Browser::open().await.ok().map(|browser| Box::new(browser) as Box<dyn Keeps>) })
}

/// One device's storage; every clone is the same one.
#[derive(Clone)]
pub struct Disk(Rc<Parts>);

struct Parts {
    browser: Option<Box<dyn Keeps>>,
    expected: bool,
    /// What the browser's storage did not take.
    loose: RefCell<Model>,
    refuses: Cell<bool>,
}

impl Disk {
    /// Opens the entry's storage where it has one.
    pub async fn open(opens: Option<Opens>) -> Disk {
        let browser = match opens {
            Some(opens) => opens().await,
            None => None,
        };
        let expected = opens.is_some();
        Disk(Rc::new(Parts { browser, expected, loose: RefCell::default(), refuses: Cell::new(false) }))
    }

    /// Whether what is kept outlives the page.
    pub fn lasts(&self) -> bool {
        self.0.browser.is_some() && !self.0.refuses.get()
    }

    /// Whether a storage that this entry counts on is not there, or takes nothing.
    pub fn fails(&self) -> bool {
        self.0.expected && !self.lasts()
    }

    /// Keeps a command: on the device when this answers true, as long as the page lives when it answers false.
    pub async fn keep(&self, maker: &Maker, id: CommandId, bytes: String) -> Result<bool, NotKept> {
        let fresh = crate::engine::new_id();
        if let Some(browser) = &self.0.browser {
            match browser.keep(maker, id, &bytes, fresh).await {
                Ok(()) => {
                    self.0.refuses.set(false);
                    return Ok(true);
                }
                Err(NotKept::Full) => return Err(NotKept::Full),
                Err(NotKept::Refused) => self.0.refuses.set(true),
            }
        }
        self.0.loose.borrow_mut().keep(maker, id, bytes, fresh)?;
        Ok(false)
    }

    /// The next that go: what lies on the device, then what does not.
    pub async fn load(&self, maker: &Maker) -> Result<Batch, NotKept> {
        if let Some(browser) = &self.0.browser {
            let rows = browser.rows(maker, BATCH).await?;
            if !rows.is_empty() {
                return Ok(Batch::of(rows));
            }
        }
        Ok(self.0.loose.borrow().load(maker))
    }

    /// Everything of this maker that has no answer, oldest first.
    pub async fn waiting(&self, maker: &Maker) -> Result<Vec<Kept>, NotKept> {
        let mut rows = match &self.0.browser {
            Some(browser) => browser.rows(maker, HELD_MAX).await?,
            None => vec![],
        };
        rows.extend(self.0.loose.borrow().rows().iter().filter(|row| row.maker == *maker).cloned());
        Ok(rows)
    }

    pub async fn settle(&self, settle: &Settle) -> Result<(), NotKept> {
        let now_ms = settle.server_ms.unwrap_or_else(crate::clock::device_ms);
        if let Some(browser) = &self.0.browser {
            browser.settle(settle, now_ms).await?;
        }
        self.0.loose.borrow_mut().settle(settle, now_ms);
        Ok(())
    }

    pub async fn begin_anew(&self, maker: &Maker) -> Result<(), NotKept> {
        if let Some(browser) = &self.0.browser {
            browser.begin_anew(maker, crate::engine::new_id()).await?;
        }
        self.0.loose.borrow_mut().begin_anew(maker, crate::engine::new_id());
        Ok(())
    }

    /// What this maker was refused and nobody has seen.
    pub async fn refused(&self, maker: &Maker) -> Result<Vec<Refused>, NotKept> {
        let mut refused = match &self.0.browser {
            Some(browser) => browser.refused(maker).await?,
            None => vec![],
        };
        let loose = self.0.loose.borrow();
        refused.extend(loose.refused().iter().filter(|one| one.maker == *maker).cloned());
        Ok(refused)
    }

    pub async fn dismiss(&self, id: CommandId) -> Result<(), NotKept> {
        self.0.loose.borrow_mut().dismiss(id);
        match &self.0.browser {
            Some(browser) => browser.dismiss(id).await,
            None => Ok(()),
        }
    }

    pub async fn archived(&self, incarnation: Uuid) -> Result<Vec<Archived>, NotKept> {
        if let Some(browser) = &self.0.browser {
            let rows = browser.archived(incarnation).await?;
            if !rows.is_empty() {
                return Ok(rows);
            }
        }
        Ok(self.0.loose.borrow().archived(incarnation))
    }

    pub async fn offered(&self, incarnation: Uuid, said: &[(CommandId, Offered)]) -> Result<(), NotKept> {
        self.0.loose.borrow_mut().offered(incarnation, said);
        match &self.0.browser {
            Some(browser) => browser.offered(incarnation, said).await,
            None => Ok(()),
        }
    }

    /// Keeps a text under a name, for the next start without a network.
    pub async fn remember(&self, name: &str, text: &str) {
        if let Some(browser) = &self.0.browser {
            // Not kept: the next start needs a network.
            let _ = browser.remember(name, text).await;
        }
    }

    pub async fn recall(&self, name: &str) -> Option<String> {
        self.0.browser.as_ref()?.recall(name).await.ok().flatten()
    }

    /// Forgets every text; commands stay. Err: something may still lie there.
    pub async fn forget(&self) -> Result<(), NotKept> {
        match &self.0.browser {
            Some(browser) => browser.forget().await,
            None => Ok(()),
        }
    }
}
