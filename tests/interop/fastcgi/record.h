#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

#include <unistd.h>

/// The records of FastCGI 1.0, as far as a responder needs them: an 8-byte header (version 1, type, request id, content
/// length, padding length, reserved; big-endian), then content and padding. Reading and writing block.
namespace fastcgi {

enum Type : uint8_t { BeginRequest = 1, EndRequest = 3, Params = 4, Stdin = 5, Stdout = 6 };
constexpr char responderRole = 1;
constexpr char keepConnection = 1;

struct Record {
    uint8_t type = 0;
    uint16_t request = 0;
    std::string content;
};

inline bool readAll(int fd, char *data, size_t size)
{
    while (size > 0) {
        const ssize_t count = ::read(fd, data, size);
        if (count <= 0)
            return false;
        data += count;
        size -= static_cast<size_t>(count);
    }
    return true;
}

/// Nothing at the end of the connection.
inline std::optional<Record> readRecord(int fd)
{
    unsigned char header[8];
    if (!readAll(fd, reinterpret_cast<char *>(header), sizeof header) || header[0] != 1)
        return {};
    Record record{header[1], static_cast<uint16_t>(header[2] << 8 | header[3]), {}};
    record.content.resize(static_cast<size_t>(header[4] << 8 | header[5]));
    std::string padding(header[6], '\0');
    if (!readAll(fd, record.content.data(), record.content.size()) || !readAll(fd, padding.data(), padding.size()))
        return {};
    return record;
}

/// Ends the program where the other end is gone.
inline void writeRecord(int fd, Type type, uint16_t request, const std::string &content)
{
    std::string bytes = {1,
                         static_cast<char>(type),
                         static_cast<char>(request >> 8),
                         static_cast<char>(request),
                         static_cast<char>(content.size() >> 8),
                         static_cast<char>(content.size()),
                         0,
                         0};
    bytes += content;
    for (size_t done = 0; done < bytes.size();) {
        const ssize_t count = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (count < 0)
            std::exit(1);
        done += static_cast<size_t>(count);
    }
}

} // namespace fastcgi
