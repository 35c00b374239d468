//! The rotation planner alone as WebAssembly: the tests compare it with the native one, the bench times
//! it. Documents go in and out as JSON text. The app does not use this crate.

use domain::rotation::{Budget, Instance, Planned, plan};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// Milliseconds, of the machine that runs this.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// An instance that was read.
#[wasm_bindgen]
pub struct Planner(Instance);

/// What the planner answers.
#[wasm_bindgen]
pub struct Answer(Planned);

#[wasm_bindgen]
impl Planner {
    /// Reads a rotation-instance document.
    #[wasm_bindgen(constructor)]
    pub fn new(instance: &str) -> Result<Planner, JsError> {
        Ok(Planner(Instance::parse(instance)?))
    }

    /// The same moves and seed give the same plan on every machine.
    pub fn plan(&self, moves: u64, seed: u64) -> Result<Answer, JsError> {
        Ok(Answer(plan(&self.0, Budget { moves }, seed, &mut || false)?))
    }

    /// As good as it gets in so many milliseconds.
    pub fn plan_within(&self, budget_ms: f64, seed: u64) -> Result<Answer, JsError> {
        let until = now() + budget_ms;
        Ok(Answer(plan(&self.0, Budget { moves: u64::MAX }, seed, &mut || now() >= until)?))
    }
}

#[wasm_bindgen]
impl Answer {
    /// A rotation-plan document.
    pub fn plan(&self) -> String {
        self.0.plan.to_json()
    }

    pub fn moves(&self) -> u64 {
        self.0.moves
    }

    /// No plan has more utility, if that is known.
    pub fn utility_at_most(&self) -> Option<u64> {
        self.0.certificate.utility_at_most
    }
}

/// The linear memory, which only grows: its size is the peak.
#[wasm_bindgen]
pub fn linear_memory() -> JsValue {
    wasm_bindgen::memory()
}
