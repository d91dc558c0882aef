#pragma once

#include <QDialog>

class QCheckBox;
class QPlainTextEdit;

namespace kantoku::ui {

/// Asks for what is to be written to the standard input of processes.
class StdinDialog : public QDialog {
    Q_OBJECT
public:
    explicit StdinDialog(const QStringList &processes, QWidget *parent = nullptr);

signals:
    void sendRequested(const QString &text);

private:
    QPlainTextEdit *m_text;
    QCheckBox *m_newline;
};

} // namespace kantoku::ui
