#include "ui/logs/bytesearch.h"

#include <QtAlgorithms>

#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace kantoku::ui {
namespace {

constexpr char escape = '\x1b';

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

/// How often a byte is in logs, roughly: the lower, the rarer.
int frequency(char c)
{
    constexpr QByteArrayView common("etaoinsrhldcumfpgwybvkxjqz");
    if (c == ' ' || c == '0' || c == '1' || c == '2')
        return 100;
    if ((c >= '0' && c <= '9') || c == ':' || c == '-' || c == '.' || c == '/')
        return 90;
    if (const qsizetype at = common.indexOf(lowered(c)); at >= 0)
        return (c >= 'a' ? 80 : 40) - int(at);
    return 10;
}

/// The first of three bytes at or after `at`; `end` for none.
const char *firstOf(const char *at, const char *end, char a, char b, char c)
{
#ifdef __SSE2__
    const __m128i first = _mm_set1_epi8(a);
    const __m128i second = _mm_set1_epi8(b);
    const __m128i third = _mm_set1_epi8(c);
    const auto maskAt = [&](const char *place) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(place));
        const __m128i any = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(bytes, second)),
                                         _mm_cmpeq_epi8(bytes, third));
        return quint32(_mm_movemask_epi8(any));
    };
    for (; end - at >= 32; at += 32) {
        const quint32 mask = maskAt(at) | (maskAt(at + 16) << 16);
        if (mask != 0)
            return at + qCountTrailingZeroBits(mask);
    }
#endif
    while (at < end && *at != a && *at != b && *at != c)
        ++at;
    return at;
}

} // namespace

ByteSearch::ByteSearch(const QByteArray &needle, bool foldCase)
    : m_needle(foldCase ? needle.toLower() : needle)
    , m_foldCase(foldCase)
{
    for (qsizetype i = 1; i < m_needle.size(); ++i) {
        if (frequency(m_needle[i]) < frequency(m_needle[m_rarest]))
            m_rarest = i;
    }
    if (m_needle.isEmpty())
        return;
    m_lower = m_upper = m_needle[m_rarest];
    if (foldCase && m_lower >= 'a' && m_lower <= 'z')
        m_upper = char(m_lower - 32);
}

bool ByteSearch::isAt(const char *bytes) const
{
    if (!m_foldCase)
        return std::memcmp(bytes, m_needle.constData(), size_t(m_needle.size())) == 0;
    for (qsizetype i = 0; i < m_needle.size(); ++i) {
        if (lowered(bytes[i]) != m_needle[i])
            return false;
    }
    return true;
}

qsizetype ByteSearch::candidate(QByteArrayView bytes, qsizetype from) const
{
    const char *begin = bytes.data();
    const char *end = begin + bytes.size();
    const char *at = begin + from;
    while (true) {
        at = firstOf(at, end, m_lower, m_upper, escape);
        if (at == end)
            return -1;
        if (*at == escape)
            return at - begin;
        const char *start = at - m_rarest;
        if (start >= begin + from && end - start >= m_needle.size() && isAt(start))
            return start - begin;
        ++at;
    }
}

} // namespace kantoku::ui
