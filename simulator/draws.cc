#include "simulator/draws.h"

#include "ledger/base/digest.h"
#include "simulator/philox.h"

namespace anxin::simulator {

StableId stable_id(std::string_view natural_key) {
  const auto digest = sha256(natural_key);
  StableId id = 0;
  for (const auto byte : digest.view().substr(0, 8)) {
    id = id << 8U | static_cast<std::uint8_t>(byte);
  }
  return id;
}

Words draw(const DrawKey& key) {
  PhiloxCounter<PortableLanes> at[]{{{key.entity, key.entity >> 32U, key.path, key.moment}}};
  philox(at, PhiloxKeys<PortableLanes>(key.seed));
  Words words{};
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = static_cast<std::uint32_t>(at[0].word[i]);
  return words;
}

}  // namespace anxin::simulator
