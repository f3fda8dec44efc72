//! What a reader may do about an entry: what a front-end offers.

use crate::domain::entry::{Account, Reply};
use crate::domain::law::Responsible;
use crate::domain::organisation::Organisations;
use crate::domain::part::Part;

use super::relation::Relation;
use super::sharing::{Write, write};
use super::sight::Sight;
use super::visible::{SeenDuty, SeenNotification, ViewerCan};

impl Sight {
    pub(super) fn viewer_can(
        &self,
        own: &[Account],
        notifications: &[SeenNotification],
        duties: &[SeenDuty],
        organisations: &Organisations,
    ) -> Vec<ViewerCan> {
        let party = matches!(self.relation, Relation::Responsible | Relation::Provider);
        // Anyone may always submit its own record.
        let mut can = vec![ViewerCan::SubmitRecord];
        if !own.is_empty() {
            can.push(ViewerCan::WithdrawPart);
        }
        if notifications.iter().any(|one| {
            let accepted = matches!(one.answer, Some((Reply::Accepted, _)));
            one.to == self.reader && !accepted && self.may_answer(one.raised)
        }) {
            can.push(ViewerCan::AcknowledgeNotification);
        }
        if party {
            can.push(ViewerCan::LinkAccount);
        }
        if !own.is_empty() {
            can.push(ViewerCan::UnlinkAccount);
        }
        let between = duties
            .iter()
            .any(|seen| match &seen.duty.responsible.outcome {
                Responsible::DeterminationNeeded(several) => several.contains(&self.reader),
                Responsible::Is(_) | Responsible::NhsEngland | Responsible::CannotTell(_) => false,
            });
        let may_say = matches!(self.relation, Relation::Responsible | Relation::Candidate);
        if may_say && between && organisations.shared_out_to(&self.reader) {
            can.push(ViewerCan::AssignSuccessor);
        }
        let ending = write(Part::Ending, self.kind);
        if party && !own.is_empty() && ending != Write::No {
            can.push(ViewerCan::ProposeEnding);
        }
        if party && !own.is_empty() && ending == Write::Own {
            can.push(ViewerCan::SignEnding);
        }
        let disputes = write(Part::Dispute, self.kind) == Write::Own;
        if disputes && (party || self.relation == Relation::Candidate) {
            can.push(ViewerCan::Dispute);
        }
        can
    }
}
