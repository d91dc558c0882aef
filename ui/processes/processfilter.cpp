#include "ui/processes/processfilter.h"

#include <algorithm>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

ProcessFilter::ProcessFilter(const QString &text, std::optional<Condition> only)
    : m_only(only)
{
    static const QRegularExpression spaces(u"\\s+"_s);
    for (QString word : text.split(spaces, Qt::SkipEmptyParts)) {
        Term term;
        if (word.startsWith("state:"_L1, Qt::CaseInsensitive)) {
            term.field = Term::Field::State;
            word.remove(0, 6);
        } else if (word.startsWith("group:"_L1, Qt::CaseInsensitive)) {
            term.field = Term::Field::Group;
            word.remove(0, 6);
        }
        if (word.isEmpty())
            continue; // "state:" while it is still being typed
        term.text = word;
        if (word.contains(u'*') || word.contains(u'?'))
            term.glob = QRegularExpression::fromWildcard(word, Qt::CaseInsensitive);
        m_terms.append(term);
    }
}

bool ProcessFilter::matches(const ProcessInfo &process) const
{
    if (m_only && condition(process) != *m_only)
        return false;
    return std::ranges::all_of(m_terms, [&](const Term &term) {
        switch (term.field) {
        case Term::Field::State: return stateName(process.state).startsWith(term.text, Qt::CaseInsensitive);
        case Term::Field::Group: return matches(term, process.group);
        case Term::Field::Name: break;
        }
        return matches(term, process.namespec()) || (term.glob && matches(term, process.name));
    });
}

bool ProcessFilter::matches(const Term &term, const QString &text)
{
    return term.glob ? term.glob->match(text).hasMatch() : text.contains(term.text, Qt::CaseInsensitive);
}

} // namespace kantoku::ui
