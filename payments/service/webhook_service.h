// Webhooks: made, changed, ended, and asked for more than what comes by itself.
//
// Role: the service's routes. A webhook is its login's own, and it sees what the key sees with
//       which it was made or last changed. Another key of the login that is narrowed itself knows
//       nothing of it: it could send to itself what is beyond it.
// Source: interfaces.md, "HTTP"; Standard Webhooks 1.0 (secrets "whsec_" and base64 of 24 to 64
//         bytes).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/webhook.h"
#include "payments/service/access_key_service.h"

namespace anxin::payments {

inline constexpr RecordTable<Webhook> kWebhooks{"webhook"};
inline constexpr RecordTable<WebhookRequest> kWebhookRequests{"webhook-request"};

inline constexpr std::string_view kWebhookSecretPrefix = "whsec_";
inline constexpr std::size_t kWebhookSecretBytes = 32;
inline constexpr std::size_t kWebhooksPerLogin = 10;  // a system each, and some to spare
// Deleted ones included: each is read when the next is made. One a working day for four years.
inline constexpr std::size_t kWebhooksMadePerLogin = 1'000;
inline constexpr std::size_t kWebhooksMax = 64;  // of a book: a try of each at once
inline constexpr std::size_t kWebhookKindsMax = 100;
inline constexpr std::size_t kWebhookWordBytesMax = 64;   // of a kind, as it is told again
inline constexpr std::size_t kDescriptionBytesMax = 256;  // a line
inline constexpr std::chrono::hours kOldSecretSigns{24};  // while a receiver changes it

inline constexpr Reason kWebhookUnknown{"webhook.unknown"};              ///< details: webhook
inline constexpr Reason kWebhooksTooMany{"webhook.too-many"};            ///< details: max
inline constexpr Reason kWebhooksMade{"webhook.made-too-many"};          ///< details: max
inline constexpr Reason kWebhookKindsTooMany{"webhook.kinds-too-many"};  ///< details: max
inline constexpr Reason kWebhookKind{
    "webhook.kind"};  ///< details: kinds that there are not, nearest
inline constexpr Reason kWebhookDescription{"webhook.description"};  ///< details: max
inline constexpr Reason kWebhookState{
    "webhook.wrong-state"};  ///< it is disabled, or its key has ended
/// Its address or a secret does not open: nothing can be sent. Told, not refused. Details: webhook.
inline constexpr Reason kWebhookSealed{"webhook.seal-broken"};
inline constexpr Reason kWebhookEntry{"webhook.entry"};  ///< beyond the book; details: head
inline constexpr Reason kDeliveryUnknown{"webhook.delivery-unknown"};  ///< details: entry
inline constexpr std::array kWebhookReasons{
    kWebhookKindsTooMany, kWebhookUnknown, kWebhooksTooMany, kWebhooksMade, kWebhookKind,
    kWebhookDescription,  kWebhookState,   kWebhookSealed,   kWebhookEntry, kDeliveryUnknown};

struct WebhookDraft {
  std::string url;  ///< looked at already
  std::vector<std::string> kinds;
  std::string description;
};

/// What is left out stays.
struct WebhookChange {
  std::optional<std::string> url;
  std::optional<std::vector<std::string>> kinds;
  std::optional<std::string> description;
};

/// A webhook with a new secret, which nobody is told again.
struct SecretWebhook {
  ledger::Receipt receipt;
  std::string secret;  ///< "whsec_…"; empty for a replay or a dry run
};

/// With its url in clear.
struct OpenWebhook {
  Webhook webhook;
  std::string url;               ///< empty where it does not open
  std::optional<Fault> problem;  ///< webhook.seal-broken
};

class WebhookService {
 public:
  WebhookService(PaymentsBook& book, Entropy& entropy, const AccessGrant& grant)
      : book_(book), entropy_(entropy), grant_(grant) {}

  /// Answers: webhook.
  /// Refuses: webhook.kinds-too-many, webhook.kind, webhook.description, webhook.made-too-many,
  /// webhook.too-many.
  Result<SecretWebhook> create(const Caller& caller, const WebhookDraft& draft);
  /// What is waiting is tried anew at once, and with the key that asks.
  /// Answers: webhook. Refuses: webhook.unknown, webhook.kinds-too-many, webhook.kind,
  /// webhook.description, webhook.too-many (of one whose key has ended).
  Result<ledger::Receipt> change(const Caller& caller, const std::string& id,
                                 const WebhookChange& change);
  /// Enabled, it goes on where it was, with the key that asks; deleted, it is gone for good.
  /// Answers: webhook. Refuses: webhook.unknown, webhook.too-many (enabling one whose key has
  /// ended).
  Result<ledger::Receipt> set_state(const Caller& caller, const std::string& id,
                                    WebhookState state);
  /// The old secret signs beside the new one for kOldSecretSigns.
  /// Answers: webhook. Refuses: webhook.unknown.
  Result<SecretWebhook> rotate(const Caller& caller, const std::string& id);
  /// Answers: webhook. Refuses: webhook.unknown, webhook.wrong-state, webhook.entry.
  Result<ledger::Receipt> ask(const Caller& caller, const std::string& id,
                              const WebhookRequest& request);

  /// Those that the key may know of, in the order in which they were made.
  [[nodiscard]] Result<std::vector<OpenWebhook>> list() const;
  /// Refuses: webhook.unknown.
  [[nodiscard]] Result<OpenWebhook> show(const std::string& id) const;

 private:
  using Change = std::function<Result<void>(const ledger::Reader&, Webhook&, CommandDraft&)>;
  Result<ledger::Receipt> alter(const Caller& caller, Fields content, const Change& change);
  [[nodiscard]] Result<Versioned<Webhook>> own(const ledger::Reader& reader,
                                               const std::string& id) const;
  [[nodiscard]] Result<void> take_over(const ledger::Reader& reader, Webhook& webhook) const;
  [[nodiscard]] bool owns(const Webhook& webhook) const;
  [[nodiscard]] OpenWebhook opened(const Webhook& webhook) const;

  PaymentsBook& book_;
  Entropy& entropy_;
  const AccessGrant& grant_;
};

/// The id of the n-th webhook of a book, from 1: none is left out.
[[nodiscard]] std::string webhook_id(std::size_t number);
/// The key of a request's record.
[[nodiscard]] std::string webhook_request_key(const std::string& webhook, std::int64_t number);

/// Refuses: seal.broken.
[[nodiscard]] Result<std::string> webhook_url(const Vault& vault, const Webhook& webhook);
/// Raw bytes; the new one first, then the old one while it signs. Refuses: seal.broken.
[[nodiscard]] Result<std::vector<std::string>> webhook_secrets(const Vault& vault,
                                                               const Webhook& webhook, Instant now);

}  // namespace anxin::payments
