#pragma once

#include <QPointer>
#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace kantoku::client {
class Session;
}

namespace kantoku::ui {

class LogDocument;
class LogFinder;
class LogSource;
class LogView;

/**
 * One log with what one does to it: following, the channel, finding, wrapping, clearing.
 *
 * Shows nothing until showLog(). Where there is nothing to show, the view says why.
 */
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget *parent = nullptr);
    ~LogPanel() override;

    /// @param session   may be null: nothing is shown
    /// @param namespec  empty: the server's main log
    /// @param channel   "stdout" or "stderr"
    void showLog(client::Session *session, const QString &namespec, const QString &channel);
    const QString &namespec() const { return m_namespec; }
    const QString &channel() const { return m_channel; }
    LogView *view() const { return m_view; }

public slots:
    void startFinding();
    /// Asks, then clears this log on the server.
    void clearLog();

signals:
    /// The reader chose the other channel.
    void channelChanged(const QString &channel);
    /// Something that was asked for did not work, in one sentence.
    void failed(const QString &message);

private:
    void makeToolBar();
    void connectView();
    void chooseChannel(int index);
    void updatePattern();
    void findNext(bool forward);
    void updateCount();
    void updatePlaceholder();
    void doClear();

    LogView *m_view;
    LogDocument *m_document = nullptr;
    LogSource *m_source = nullptr;
    LogFinder *m_finder;
    QToolButton *m_follow;
    QComboBox *m_channelBox;
    QLineEdit *m_find;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_caseSensitive;
    QToolButton *m_regularExpression;
    QToolButton *m_wrap;
    QToolButton *m_clear;
    QPointer<client::Session> m_session;
    QString m_namespec;
    QString m_channel;
    qint64 m_currentMatch = 0; ///< its number, 0 for none
    bool m_wrapped = false;
    QString m_patternError;
};

} // namespace kantoku::ui
