#pragma once

#include "protocol/error.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QComboBox;
class QSplitter;
class QToolButton;

namespace kantoku::client {
class Session;
}

namespace kantoku::ui {

class LogDocument;
class LogFilterPane;
class LogFindBar;
class LogFinder;
class LogSaver;
class LogSource;
class LogView;
class MergedLog;

/**
 * One log with what one does to it: following, the channel, finding, filtering, wrapping, saving, clearing.
 *
 * Shows nothing until showLog(). Where there is nothing to show, the view says why, with the button that helps.
 */
class LogPanel : public QWidget {
    Q_OBJECT
public:
    explicit LogPanel(QWidget *parent = nullptr);
    ~LogPanel() override;

    /// The channel that is both outputs, line by line as they arrive.
    static QString bothChannels();

    /// So much of each log that is shown from now on is kept in memory; LogBuffer::defaultMaxBytes at first.
    static void setKeptBytes(qint64 bytes);

    /// @param session   may be null: nothing is shown
    /// @param namespec  empty: the server's main log
    /// @param channel   "stdout", "stderr" or bothChannels()
    void showLog(client::Session *session, const QString &namespec, const QString &channel);
    const QString &namespec() const { return m_namespec; }
    const QString &channel() const { return m_channel; }
    client::Session *session() const { return m_session; }
    LogView *view() const { return m_view; }
    LogFinder *finder() const { return m_finder; }

public slots:
    void startFinding();
    /// Asks, then clears this log on the server.
    void clearLog();
    /// Asks for a file, then writes the selection, or all of the log, as it came.
    void save(bool selectionOnly);
    void saveTo(const QString &path, bool selectionOnly);

signals:
    /// The reader chose the other channel.
    void channelChanged(const QString &channel);
    /// Something that was asked for did not work, in one sentence.
    void failed(const QString &message);
    /// Something that was asked for is done.
    void done(const QString &message);

private:
    void makeToolBar();
    void connectView();
    QToolButton *addButton(const QString &text, const QString &name, const QString &toolTip);
    void chooseChannel(int index);
    void showFilter(bool show);
    void updatePlaceholder();
    void helpPlaceholder();
    void doClear();
    void tellSaved(const Result<qint64> &saved, const QString &path);

    LogView *m_view;
    LogFinder *m_finder;
    LogFindBar *m_findBar;
    LogFilterPane *m_filterPane;
    QSplitter *m_splitter;
    LogSaver *m_saver;
    LogDocument *m_document = nullptr;
    LogSource *m_source = nullptr; ///< null while both channels are shown
    MergedLog *m_merged = nullptr;
    QWidget *m_toolBar = nullptr;
    QToolButton *m_follow = nullptr;
    QComboBox *m_channelBox = nullptr;
    QToolButton *m_wrap = nullptr;
    QToolButton *m_numbers = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_clear = nullptr;
    QPointer<client::Session> m_session;
    QString m_namespec;
    QString m_channel;
};

} // namespace kantoku::ui
