#pragma once

#include "protocol/processinfo.h"
#include "ui/processes/processtext.h"

#include <QRegularExpression>
#include <QString>

#include <optional>

namespace kantoku::ui {

/**
 * Which processes the tree shows, from what was typed and the chosen condition.
 *
 * The text is words apart by spaces, and all must match: `name` is part of the process's name, a word with `*` or `?`
 * is a glob over the whole of it ("web:*"), `state:fatal` is the beginning of a state's name and `group:web` a part
 * of, or a glob over, the group's. Case does not matter.
 */
class ProcessFilter {
public:
    ProcessFilter() = default;
    explicit ProcessFilter(const QString &text, std::optional<Condition> only = std::nullopt);

    bool isEmpty() const { return m_terms.isEmpty() && !m_only; }
    bool matches(const ProcessInfo &process) const;

private:
    struct Term {
        enum class Field { Name, State, Group };
        Field field = Field::Name;
        QString text;
        std::optional<QRegularExpression> glob;
    };
    static bool matches(const Term &term, const QString &text);

    QList<Term> m_terms;
    std::optional<Condition> m_only;
};

} // namespace kantoku::ui
