// Reads the bank's answer to a recall: ISO 20022 camt.029.
//
// Role: under read_bank_file; information alone. Money that comes back shows as a return.
// Source: formats.md 1.1, row 7: CNCL, RJCR, PDCR with reasons CUST, AGNT, ARDT, AC04, NOAS, LEGL.
#pragma once

#include "payments/bank/iso_values.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Reads every answered transaction, or the batch as a whole where it names none.
///
/// Requires: the reader stands on RsltnOfInvstgtn.
/// Ensures:  an answer without a status of its own takes that of its batch, else that of the
///           message.
/// Findings: bank.status-unknown (note): a word that is not in the standard.
[[nodiscard]] payments::RecallAnswers read_recall_answers(MessageSource source);

}  // namespace anxin::bank
