// Payment instructions for a bank: ISO 20022 pain.001.001.09, and .03 for the older channels.
//
// Role: services turn an approved payroll batch into an Initiation; this writes its bytes.
// Shape: one payment information block, batch booking on, category and purpose SALA, counts and
//        control sums at both levels; CNY. Compact, one line a payment, the same bytes every time.
// Source: pain.001.001.09.xsd; formats.md 1.3. What the schema leaves optional and a payroll needs
//         (creditor name and account, control sums) is demanded here.
#pragma once

#include <array>
#include <string>

#include "ledger/base/result.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

// Why an instruction cannot be written, in order of precedence.
/// There is no payment in it, or more than a file may hold.
inline constexpr Reason kInitiationSize{"bank.initiation-size"};
/// An identifier is empty, too long or has characters other than A-Z a-z 0-9 and '-'.
inline constexpr Reason kInitiationIdentifier{"bank.initiation-identifier"};
/// A name, account or text is empty, too long for the message or not allowed in XML.
inline constexpr Reason kInitiationText{"bank.initiation-text"};
/// An amount is zero or negative.
inline constexpr Reason kInitiationAmount{"bank.initiation-amount"};
/// Two payments carry the same EndToEndId; the bank would take one of them for a repetition.
inline constexpr Reason kInitiationDuplicate{"bank.initiation-duplicate"};

inline constexpr std::array kInitiationReasons{kInitiationSize, kInitiationIdentifier,
                                               kInitiationText, kInitiationAmount,
                                               kInitiationDuplicate};

/// Lines in one message. Banks take far fewer (BankProfile::lines_max splits before that); this is
/// where NbOfTxs of common host-to-host channels ends.
inline constexpr std::size_t kInitiationTransfersMax = 99'999;

/// Asks whether the message can be written and will pass its schema.
///
/// Refuses: bank.initiation-size, -identifier, -text, -amount, -duplicate. Details name the element
///          and, for a payment, its place from 1; never a value.
/// Cost:    O(n log n).
[[nodiscard]] Result<void> check_initiation(const payments::Initiation& initiation);

/// Writes the message.
///
/// Requires: check_initiation(initiation) accepts it. CreDtTm is written in Shanghai time.
/// Ensures:  valid against pain.001.001.09.xsd. A creditor without a bank code gets no CdtrAgt: the
///           bank finds it by the card.
[[nodiscard]] std::string write_pain001(const payments::Initiation& initiation);

/// The same as pain.001.001.03: another namespace, and the day of execution as a plain date. Banks
/// are named by their CNAPS code in both, so that no BIC is needed. Requires: as write_pain001.
/// Ensures: valid against pain.001.001.03.xsd.
[[nodiscard]] std::string write_pain001_03(const payments::Initiation& initiation);

}  // namespace anxin::bank
