//! What lies on the device is locked (AES-GCM, 256 bits) with a key that the browser keeps and no script can read: who
//! copies the files of a lost tablet reads nothing.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, Crypto, CryptoKey, SubtleCrypto};

const NONCE: u32 = 12;

/// The device's key.
pub struct Lock {
    crypto: Crypto,
    subtle: SubtleCrypto,
    key: CryptoKey,
}

impl Lock {
    /// A key for a device that has none. Err where the connection has no lock of its own (no HTTPS).
    pub async fn new_key() -> Result<CryptoKey, JsValue> {
        let algorithm = Object::new();
        Reflect::set(&algorithm, &"name".into(), &"AES-GCM".into())?;
        Reflect::set(&algorithm, &"length".into(), &256.into())?;
        let uses: Array = ["encrypt", "decrypt"].iter().map(|word| JsValue::from_str(word)).collect();
        let key = subtle()?.generate_key_with_object(&algorithm, false, &uses)?;
        JsFuture::from(key).await?.dyn_into()
    }

    pub fn with(key: CryptoKey) -> Result<Lock, JsValue> {
        Ok(Lock { crypto: crypto()?, subtle: subtle()?, key })
    }

    /// The number used once and the locked text, in one.
    pub async fn lock(&self, text: &str) -> Result<Uint8Array, JsValue> {
        let nonce = Uint8Array::new_with_length(NONCE);
        self.crypto.get_random_values_with_js_u8_array(&nonce)?;
        let plain = Uint8Array::from(text.as_bytes());
        let how = AesGcmParams::new_with_u8_array("AES-GCM", &nonce);
        let locked = self.subtle.encrypt_with_object_and_js_u8_array(&how, &self.key, &plain)?;
        let locked = Uint8Array::new(&JsFuture::from(locked).await?);
        let all = Uint8Array::new_with_length(NONCE + locked.length());
        all.set(&nonce, 0);
        all.set(&locked, NONCE);
        Ok(all)
    }

    pub async fn unlock(&self, all: &JsValue) -> Result<String, JsValue> {
        let all: &Uint8Array = all.dyn_ref().ok_or(JsValue::NULL)?;
        let how = AesGcmParams::new_with_u8_array("AES-GCM", &all.slice(0, NONCE));
        let locked = all.slice(NONCE, all.length());
        let plain = self.subtle.decrypt_with_object_and_js_u8_array(&how, &self.key, &locked)?;
        let plain = Uint8Array::new(&JsFuture::from(plain).await?);
        String::from_utf8(plain.to_vec()).map_err(|_| JsValue::NULL)
    }
}

fn crypto() -> Result<Crypto, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)?.crypto()
}

pub fn subtle() -> Result<SubtleCrypto, JsValue> {
    // Undefined without HTTPS, whatever the types say.
    let subtle = crypto()?.subtle();
    if subtle.is_undefined() { Err(JsValue::NULL) } else { Ok(subtle) }
}
