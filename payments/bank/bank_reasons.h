// Why a bank's file was refused, or what is odd about it.
//
// Role: codes of the findings of read_bank_file. Their sentences: api/text/data/bank_file.tsv.
//       Details hold element names, counts, sums and codes; never a name, account or id number.
// Source: formats.md 1.3 (counts and sums), 1.4 (statuses), 1.5 (statements), 4 (XML).
#pragma once

#include <array>

#include "ledger/base/result.h"

namespace anxin::bank {

// The file as such; always refused, and nothing of it is used.
/// More bytes than a bank file can have. Details: max.
inline constexpr Reason kFileTooLarge{"bank.file-too-large"};
/// The file does not begin like XML.
inline constexpr Reason kNotXml{"bank.not-xml"};
/// XML that is not well-formed, or that ends early.
inline constexpr Reason kXmlMalformed{"bank.xml-malformed"};
/// A document type declaration: ISO 20022 has none, attacks on XML readers have.
inline constexpr Reason kDoctype{"bank.doctype"};
/// Nested too deeply, a text or tag too long, an element too rich. Details: limit, max.
inline constexpr Reason kXmlLimit{"bank.xml-limit"};
/// More entries or transactions than one file may have. Details: max.
inline constexpr Reason kTooManyLines{"bank.too-many-lines"};
/// Not a message that the program reads. Details: message, "unknown" where the namespace has none.
inline constexpr Reason kMessageUnknown{"bank.message-unknown"};
/// A known message in a version older than those in use. Details: message.
inline constexpr Reason kMessageTooOld{"bank.message-too-old"};
/// A message without a namespace: its version is not known. Refused only where the profile says so.
inline constexpr Reason kNamespaceMissing{"bank.namespace-missing"};
/// A second Document in the same envelope.
inline constexpr Reason kDocumentExtra{"bank.document-extra"};
/// Several files at once that are not the pages of statements.
inline constexpr Reason kFilesNoPages{"bank.files-no-pages"};

// Values.
/// A required element is missing or empty. Details: element, item.
inline constexpr Reason kElementMissing{"bank.element-missing"};
/// An amount that is no amount, or finer than the currency. Details: element, item.
inline constexpr Reason kAmountBad{"bank.amount-bad"};
/// A count that is no whole number. Details: element, item.
inline constexpr Reason kNumberBad{"bank.number-bad"};
/// CdtDbtInd is neither CRDT nor DBIT. Details: element, item.
inline constexpr Reason kSignUnknown{"bank.sign-unknown"};
/// A currency code that does not exist. Details: element, item.
inline constexpr Reason kCurrencyUnknown{"bank.currency-unknown"};
/// An amount in another currency than the account or the rest of the file. Details: element, item.
inline constexpr Reason kCurrencyMismatch{"bank.currency-mismatch"};
/// A booked entry without a date, in a statement without one. Details: element, item.
inline constexpr Reason kDateMissing{"bank.date-missing"};

// Instructions (pain.001).
/// NbOfTxs is not what the file holds. Details: level, stated, counted.
inline constexpr Reason kCountMismatch{"bank.count-mismatch"};
/// CtrlSum is not the sum of the amounts. Details: level, stated, counted.
inline constexpr Reason kControlSumMismatch{"bank.control-sum-mismatch"};
/// There is no CtrlSum to check against. Details: level.
inline constexpr Reason kControlSumMissing{"bank.control-sum-missing"};

// Results (pain.002).
/// A status code that is not in our table: an exception for a person, never paid. Details: item.
inline constexpr Reason kStatusUnknown{"bank.status-unknown"};
/// A status code that its version of the message does not have; it counts as what it means in
/// later ones. Details: item, status.
inline constexpr Reason kStatusForeign{"bank.status-foreign"};
/// The bank says why for the whole message or batch. Details: status, reason.
inline constexpr Reason kGroupReason{"bank.group-reason"};
/// Rejected for a technical reason that leaves open whether money moved: ask the bank, do not pay
/// again. Details: item, reason.
inline constexpr Reason kOutcomeOpen{"bank.outcome-open"};
/// One EndToEndId more than once with the same outcome. Details: item.
inline constexpr Reason kResultRepeated{"bank.result-repeated"};
/// One EndToEndId with outcomes that contradict each other; all of them count as unknown.
/// Details: item.
inline constexpr Reason kResultContradicted{"bank.result-contradicted"};

// Statements (camt.053), reports and notices.
/// There is no statement in the message.
inline constexpr Reason kStatementNone{"bank.statement-none"};
/// Opening or closing balance is missing: the equation cannot be checked. Details: balance.
inline constexpr Reason kStatementBalanceMissing{"bank.statement-balance-missing"};
/// Opening + credits − debits ≠ closing. Details: opening, credits, debits, closing.
inline constexpr Reason kStatementUnbalanced{"bank.statement-unbalanced"};
/// The equation would hold if entries with RvslInd were read the other way round: a matter of the
/// bank's profile.
inline constexpr Reason kReversalSign{"bank.reversal-sign"};
/// Details of entries do not add up to them; the entries are the truth. Details: count, item.
inline constexpr Reason kDetailsDiffer{"bank.details-differ"};
/// A page of a statement whose other pages are not there; the equation holds only for the whole.
inline constexpr Reason kStatementPartial{"bank.statement-partial"};
/// The bank marks the statement as a copy or duplicate.
inline constexpr Reason kStatementCopy{"bank.statement-copy"};
/// An entry status that is not in the standard; the entry is not counted as booked. Details: item.
inline constexpr Reason kEntryStatusUnknown{"bank.entry-status-unknown"};

// Tables by a profile.
/// No row has the captions of the profile. Details: profile.
inline constexpr Reason kTableHeaderMissing{"bank.table-header-missing"};
/// The line of totals is not what the rows add up to. Details: what (sum, count), stated, counted.
inline constexpr Reason kTableTotalsDiffer{"bank.table-totals-differ"};
/// The profile's tables end with a line of totals; this one has none: it may have been cut off.
inline constexpr Reason kTableTotalsMissing{"bank.table-totals-missing"};
/// Rows of several batches in one table.
inline constexpr Reason kTableBatchMixed{"bank.table-batch-mixed"};
/// Rows of several of our accounts in one table. Details: element, item.
inline constexpr Reason kTableAccountMixed{"bank.table-account-mixed"};
/// The bank's words are not in the list: nobody knows what became of the payment. Details: item.
inline constexpr Reason kResultTextUnknown{"bank.result-text-unknown"};
/// A balance is not the one before it and the movement. Details: expected, stated.
inline constexpr Reason kBalanceChainBroken{"bank.balance-chain-broken"};

inline constexpr std::array kBankFileReasons{
    kFileTooLarge,
    kNotXml,
    kXmlMalformed,
    kDoctype,
    kXmlLimit,
    kTooManyLines,
    kMessageUnknown,
    kMessageTooOld,
    kNamespaceMissing,
    kDocumentExtra,
    kFilesNoPages,
    kElementMissing,
    kAmountBad,
    kNumberBad,
    kSignUnknown,
    kCurrencyUnknown,
    kCurrencyMismatch,
    kDateMissing,
    kCountMismatch,
    kControlSumMismatch,
    kControlSumMissing,
    kStatusUnknown,
    kStatusForeign,
    kGroupReason,
    kOutcomeOpen,
    kResultRepeated,
    kResultContradicted,
    kStatementNone,
    kStatementBalanceMissing,
    kStatementUnbalanced,
    kReversalSign,
    kDetailsDiffer,
    kStatementPartial,
    kStatementCopy,
    kEntryStatusUnknown,
    kTableHeaderMissing,
    kTableTotalsDiffer,
    kTableTotalsMissing,
    kTableBatchMixed,
    kTableAccountMixed,
    kResultTextUnknown,
    kBalanceChainBroken,
};

}  // namespace anxin::bank
