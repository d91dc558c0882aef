// Any bytes as a call and as a response. What is read must be writable and come back as the same.
#include "protocol/xmlrpc.h"

#include <cstddef>
#include <cstdint>

using namespace kantoku;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto body = QByteArray::fromRawData(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto call = xmlrpc::parseCall(body)) {
        if (call->method.isEmpty())
            __builtin_trap();
        const QByteArray written = xmlrpc::writeCall(call->method, call->params);
        const auto again = xmlrpc::parseCall(written);
        if (!again || xmlrpc::writeCall(again->method, again->params) != written)
            __builtin_trap();
    }
    if (const auto value = xmlrpc::parseResponse(body)) {
        const QByteArray written = xmlrpc::writeResponse(*value);
        const auto again = xmlrpc::parseResponse(written);
        if (!again || xmlrpc::writeResponse(*again) != written)
            __builtin_trap();
    }
    return 0;
}
