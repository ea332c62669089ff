#!/bin/sh
# A wage table checked, submitted and looked at with curl:
#   check_and_submit.sh http://127.0.0.1:8080 KEY PROJECT MONTH TABLE
# The key comes from a file or the environment, never from the command line of a shared machine.
set -eu
base=$1 key=$2 project=$3 month=$4 table=$5
auth="Authorization: Bearer $key"

# Every fault at its cell; nothing is booked.
curl --silent --fail-with-body -H "$auth" --data-binary "@$table" \
  "$base/v1/projects/$project/payrolls/check?month=$month"

# The same Idempotency-Key for every try of the same file: it is booked once.
once=$(sha256sum "$table" | cut -c1-32)
curl --silent --fail-with-body -H "$auth" -H "Idempotency-Key: $once" --data-binary "@$table" \
  "$base/v1/projects/$project/payrolls?month=$month&confirmed=true"

curl --silent --fail-with-body -H "$auth" "$base/v1/projects/$project/payrolls?month=$month"
