#pragma once

#include "ui/logs/logsource.h"

#include <QObject>
#include <QTimer>

#include <array>

namespace kantoku::ui {

/**
 * Both outputs of a process as one text, line by line as they arrive.
 *
 * What was written before is the end of each by itself, one after the other: files do not tell in which order two of
 * them were written. Earlier text is not part of it; each channel by itself has that.
 */
class MergedLog : public QObject {
    Q_OBJECT
public:
    /// Takes both channels.
    MergedLog(LogChannel *standardOutput, LogChannel *standardError, LogDocument *document, QObject *parent = nullptr);
    ~MergedLog() override;

    /// Of the two, the one that says more: what follows, or else what is wrong.
    const LogSource *teller() const;

public slots:
    void start();
    void retry();
    void noteCleared();

signals:
    void stateChanged();

private:
    struct Side {
        QString name;
        LogDocument *document = nullptr;
        LogSource *source = nullptr;
        LineId copied = 0; ///< what lies before it is in the merged text
        bool begun = false;
        QTimer openLine; ///< after a while a line without end is shown as it is
    };

    void setUp(Side &side, const QString &name, LogChannel *channel);
    void copy(Side &side, bool withOpenLine);
    void tellDividers(const Side &side, LineId line);

    QPointer<LogDocument> m_document;
    std::array<Side, 2> m_sides;
};

} // namespace kantoku::ui
