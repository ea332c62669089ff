// The words with which the service itself refuses, before or beside the books.
#pragma once

#include <array>

#include "ledger/base/result.h"

namespace anxin::routes {

inline constexpr Reason kRouteUnknown{"request.route-unknown"};    ///< 404
inline constexpr Reason kMethodUnknown{"request.method-unknown"};  ///< 405, with Allow
inline constexpr Reason kTooManyRequests{"request.too-many"};      ///< 429, with Retry-After
inline constexpr Reason kKeyMissing{"request.idempotency-key"};    ///< 400: none, or no usable one
inline constexpr Reason kMediaType{"request.media-type"};          ///< 415
inline constexpr Reason kFieldsRefused{"request.fields-refused"};  ///< 400, each in `errors`
inline constexpr Reason kNoJson{"request.no-json"};                ///< 400
/// In `errors` alone, under request.fields-refused.
inline constexpr Reason kFieldMissing{"request.field-missing"};
inline constexpr Reason kFieldUnknown{"request.field-unknown"};
inline constexpr Reason kFieldMalformed{"request.field-malformed"};  ///< details: kind
inline constexpr Reason kCursor{"request.cursor"};                   ///< 400: not one of ours
inline constexpr Reason kPageLimit{"request.limit"};                 ///< 400: 1 to 1 000
inline constexpr Reason kTooManyLines{"request.too-many-lines"};     ///< 413
inline constexpr Reason kFeedBusy{
    "request.feed-busy"};                          ///< 503: too many wait, or a proof is under way
inline constexpr Reason kAllBusy{"request.busy"};  ///< 503: as many as may; details: max
inline constexpr Reason kOwnBusy{"request.own-busy"};       ///< 429: of this login; details: max
inline constexpr Reason kDryRunUnknown{"request.dry-run"};  ///< 400: neither true nor false
inline constexpr Reason kClockRefused{"request.clock"};     ///< 400: Anxin-Now
inline constexpr Reason kChangedSince{"request.changed-since"};  ///< 412: If-Match
inline constexpr Reason kMatchMissing{"request.if-match"};       ///< 428
inline constexpr Reason kMatchNoTag{"request.if-match-no-tag"};  ///< 400
inline constexpr Reason kInternalFault{"request.internal"};      ///< 500: our own mistake
inline constexpr std::array kRequestReasons{
    kRouteUnknown, kMethodUnknown, kTooManyRequests, kKeyMissing,     kMediaType,    kFieldsRefused,
    kNoJson,       kFieldMissing,  kFieldUnknown,    kFieldMalformed, kCursor,       kPageLimit,
    kTooManyLines, kFeedBusy,      kAllBusy,         kOwnBusy,        kClockRefused, kDryRunUnknown,
    kChangedSince, kMatchMissing,  kMatchNoTag,      kInternalFault};

}  // namespace anxin::routes
