//! The browser's database as futures. A transaction stays open while only its own requests are awaited.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// Opens a database and makes these stores where they are missing.
pub async fn open(name: &str, version: u32, stores: &'static [&'static str]) -> Result<IdbDatabase, JsValue> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let request: IdbOpenDbRequest = factory.ok_or(JsValue::NULL)?.open_with_u32(name, version)?;
    let asked = request.clone();
    let upgrade = Closure::once(move || -> Result<(), JsValue> {
        let base: IdbDatabase = asked.result()?.dyn_into()?;
        for store in stores {
            if !base.object_store_names().contains(store) {
                base.create_object_store(store)?;
            }
        }
        Ok(())
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let base: IdbDatabase = answer(&request).await?.dyn_into()?;
    // A newer build in another tab wants to change the stores: this tab lets go, and reopens with its next load.
    let held = base.clone();
    let let_go = Closure::<dyn Fn()>::new(move || held.close());
    base.set_onversionchange(Some(let_go.as_ref().unchecked_ref()));
    let_go.forget();
    Ok(base)
}

/// The answer of one request. It is heard from the call on, awaited or not: requests of one transaction are asked
/// together and their answers awaited one after the other.
pub fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, JsValue>> + use<> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let (heard, request) = (JsFuture::from(promise), request.clone());
    async move {
        heard.await?;
        request.result()
    }
}

/// A transaction. [`Change::done`] answers when it lies on the disk; dropped, it ends by itself.
pub struct Change {
    transaction: IdbTransaction,
    done: Promise,
}

impl Change {
    /// One that writes, flushed to the disk before it says that it is done.
    pub fn strict(base: &IdbDatabase, stores: &[&str]) -> Result<Change, JsValue> {
        Change::begin(base, stores, "readwrite", "strict")
    }

    /// One that writes what the server has as well: a battery that dies may take it along.
    pub fn relaxed(base: &IdbDatabase, stores: &[&str]) -> Result<Change, JsValue> {
        Change::begin(base, stores, "readwrite", "relaxed")
    }

    pub fn read(base: &IdbDatabase, stores: &[&str]) -> Result<Change, JsValue> {
        Change::begin(base, stores, "readonly", "relaxed")
    }

    fn begin(base: &IdbDatabase, stores: &[&str], mode: &str, durability: &str) -> Result<Change, JsValue> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        // The typed call with options is not stable in web-sys yet.
        let begin: Function = Reflect::get(base, &"transaction".into())?.dyn_into()?;
        let transaction: IdbTransaction = begin.call3(base, &names, &mode.into(), &options)?.dyn_into()?;
        let done = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        Ok(Change { transaction, done })
    }

    pub fn store(&self, name: &str) -> Result<IdbObjectStore, JsValue> {
        self.transaction.object_store(name)
    }

    /// Waits until everything lies on the disk; Err: nothing of it does.
    pub async fn done(self) -> Result<(), JsValue> {
        // Nothing more is asked, so it need not wait for the answers. A browser that cannot be told so finds out by itself;
        // the typed call is marked as deprecated in web-sys.
        if let Ok(commit) = Reflect::get(&self.transaction, &"commit".into())?.dyn_into::<Function>() {
            let _ = commit.call0(&self.transaction);
        }
        JsFuture::from(self.done).await.map(drop)
    }

    /// Drops what was asked.
    pub fn undo(self) {
        // It may have ended by itself, and then there is nothing to drop.
        let _ = self.transaction.abort();
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(self.done).await;
        });
    }
}
