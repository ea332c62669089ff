// The book's webhooks, each read once and again only when the book has gone on.
//
// Role: Deliveries looks at them ten times a second. A deleted one is read no more: nothing
//       brings it back.
// Shape: in the order in which they were made.
// Threads: one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ledger/service/reader.h"
#include "payments/service/webhook_service.h"

namespace anxin::routes {

class WebhookList {
 public:
  struct Listed {
    std::string id;
    std::optional<payments::Webhook> webhook;  ///< nothing: its record does not read
  };
  /// Brings it to where the reader's book stands.
  /// Cost: a record of each that is not deleted; nothing where the book stands still.
  void refresh(const ledger::Reader& reader);
  [[nodiscard]] const std::vector<Listed>& webhooks() const { return webhooks_; }
  /// The ids of those that were found deleted since it was asked last.
  [[nodiscard]] std::vector<std::string> take_deleted();

 private:
  void keep(Listed listed, std::vector<Listed>& kept);

  std::vector<Listed> webhooks_;
  std::vector<std::string> deleted_;
  std::size_t made_ = 0;
  book::EntryNumber head_ = 0;
};

}  // namespace anxin::routes
