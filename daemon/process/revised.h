#pragma once

#include <QtGlobal>

namespace kantoku::daemon {

/// How many changes there were to all Revised values together.
inline quint64 &revision()
{
    static quint64 count = 0;
    return count;
}

/**
 * A value whose changes are counted.
 *
 * Whoever keeps something that was made of such values sees by revision() whether it still holds. There is one count
 * for all: what is kept depends on many values, and most of the time none of them changes.
 */
template <typename T>
class Revised {
public:
    const T &operator*() const { return m_value; }
    const T *operator->() const { return &m_value; }
    /// For a change that is made at once: the reference is not to be kept.
    T &change()
    {
        ++revision();
        return m_value;
    }

private:
    T m_value{};
};

} // namespace kantoku::daemon
