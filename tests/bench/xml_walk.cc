#include "tests/bench/xml_walk.h"

#include <libxml/xmlreader.h>

#include "ledger/base/invariant.h"

namespace anxin::bench {

void walk_xml(const std::string& xml) {
  auto* reader = xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, 0);
  LEDGER_INVARIANT(reader != nullptr);
  int answer = 1;
  while (answer == 1) answer = xmlTextReaderRead(reader);
  LEDGER_INVARIANT(answer == 0);  // the end, and nothing malformed
  xmlFreeTextReader(reader);
}

}  // namespace anxin::bench
