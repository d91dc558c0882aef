#pragma once

#include "protocol/error.h"

#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace kantoku::ui {

/**
 * News of the window in one line, without a dialog: what worked, what did not, and the way back.
 *
 * A newer message takes the place of the older. Good news goes by itself after a while; errors stay until they are
 * closed or superseded.
 */
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Success, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    /// @param action  offered as a button, such as the reverse of what was done; the bar takes it over; may be null
    void showMessage(Kind kind, const QString &text, QAction *action = nullptr, const QString &details = {});
    void showError(const kantoku::Error &error);
    QString text() const;

public slots:
    void dismiss();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void paintIcon();

    Kind m_kind = Kind::Info;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_actionButton = nullptr;
    QToolButton *m_detailsButton = nullptr;
    QLabel *m_details = nullptr;
    QAction *m_action = nullptr;
    int m_timer = 0;
};

} // namespace kantoku::ui
