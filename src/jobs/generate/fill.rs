//! Straight into a database.

use std::sync::Arc;

use super::Population;
use super::script::steps;
use crate::register::{NotEmpty, Register, moments};
use crate::store::StoreError;

/// People whose entries are written in one transaction.
const AT_ONCE: usize = 250;

/// Why a register is not filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// It holds something.
    #[error(transparent)]
    NotEmpty(#[from] NotEmpty),
    /// The database failed.
    #[error("the register cannot be filled")]
    Store(#[from] StoreError),
}

/// Fills an empty register. Says how many entries it then has.
pub async fn fill(register: &Arc<Register>, population: &Population) -> Result<usize, FillError> {
    let filling = register.begin_to_fill().await??;
    register
        .put_organisations(&population.organisations(), &[])
        .await?;
    let today = population.today;
    let times: Vec<Vec<_>> = population
        .people()
        .map(|person| steps(&person, today).iter().map(|step| step.at).collect())
        .collect();
    let (moments, last) = moments(&times);
    drop(times);
    let mut known = moments.into_iter();
    let mut people = population.people();
    let mut entries = 0;
    // What the next people come to is worked out while those before them are written.
    let mut next = worked_out(register, &mut people, &mut known, today);
    while let Some(working) = next {
        let some = working.await.unwrap_or_default();
        next = worked_out(register, &mut people, &mut known, today);
        entries += some.len();
        register.fill(&filling, some).await?;
    }
    if let Some(last) = last {
        register.end_filling(filling, last).await?;
    }
    Ok(entries)
}

type Working = tokio::task::JoinHandle<Vec<crate::store::Filled>>;

fn worked_out(
    register: &Arc<Register>,
    people: &mut impl Iterator<Item = super::Person>,
    known: &mut impl Iterator<Item = Vec<crate::domain::entry::Moment>>,
    today: crate::domain::partial_date::Day,
) -> Option<Working> {
    let some: Vec<_> = people.zip(known).take(AT_ONCE).collect();
    let register = Arc::clone(register);
    (!some.is_empty()).then(|| {
        tokio::task::spawn_blocking(move || {
            let mut made = Vec::new();
            for (person, known) in some {
                let told = steps(&person, today).into_iter().zip(known).collect();
                made.extend(register.made(told));
            }
            made
        })
    })
}
