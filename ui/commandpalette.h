#pragma once

#include <QDialog>
#include <QIcon>

#include <functional>

class QLineEdit;
class QListWidget;

namespace kantoku::ui {

/**
 * How well `text` answers to what was typed, in any case: best where it begins with `pattern`, then where a word of it
 * does, then where it has it within a word, then where its letters come in order, each at the beginning of a word or
 * behind the one before.
 *
 * @return below 0 where it does not; of equal answers the shorter text has more
 */
int fuzzyScore(const QString &pattern, const QString &text);

/// Every action and every process by a few letters of its name.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        QString detail; ///< a shortcut, the state of a process, or why it cannot be run
        QIcon icon;
        std::function<void()> run; ///< null where it cannot be run now
    };
    explicit CommandPalette(QList<Entry> entries, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showMatches(const QString &pattern);
    void runCurrent();

    QList<Entry> m_entries;
    QLineEdit *m_edit;
    QListWidget *m_list;
};

} // namespace kantoku::ui
