//! What this device keeps while the page is away: the outbox, the tray, the archive, and the screens of the day. In the
//! browser's own database, locked with a key that no script can read. What that refuses, or where there is none, is held
//! in memory as long as the page lives, and the screens say so. [`sync::outbox::Disk`] is the model that both follow.

mod base;
mod browser;
pub mod lock;

use browser::Browser;
use domain::ids::CommandId;
use std::cell::{Cell, RefCell};
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

/// One device's storage; every clone is the same one.
#[derive(Clone)]
pub struct Disk(Rc<Parts>);

struct Parts {
    browser: Option<Browser>,
    /// What the browser's storage did not take.
    loose: RefCell<Model>,
    refuses: Cell<bool>,
}

impl Disk {
    /// Opens the browser's storage where it has one, and finds out whether it takes anything.
    pub async fn open() -> Disk {
        let browser = Browser::open().await.ok();
        let has_room = match &browser {
            Some(browser) => browser.has_room().await.is_ok(),
            None => false,
        };
        Disk(Rc::new(Parts { browser, loose: RefCell::default(), refuses: Cell::new(!has_room) }))
    }

    /// Whether what is kept outlives the page.
    pub fn lasts(&self) -> bool {
        self.0.browser.is_some() && !self.0.refuses.get()
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

    /// How many commands without an answer lie here, whoever asked them.
    pub async fn held(&self) -> usize {
        let kept = match &self.0.browser {
            // Not to be counted now: the next look counts them.
            Some(browser) => browser.held().await.unwrap_or_default(),
            None => 0,
        };
        kept + self.0.loose.borrow().rows().len()
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
