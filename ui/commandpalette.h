#pragma once

#include <QDialog>
#include <QIcon>

#include <functional>

class QLineEdit;
class QListWidget;

namespace kantoku::ui {

/**
 * How well `text` answers to what was typed: every letter of `pattern` must come in it, in order, in any case.
 *
 * @return below 0 where it does not; else higher for letters that follow each other or begin a word
 */
int fuzzyScore(const QString &pattern, const QString &text);

/// Every action and every process by a few letters of its name.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        QString detail; ///< a shortcut, or the state of a process
        QIcon icon;
        std::function<void()> run;
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
