#include "ui/servers/passwordstore.h"

#include "client/completion.h"

#include <QCoreApplication>
#include <qt6keychain/keychain.h>

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PasswordStore)
};

/// QtKeychain, which speaks with the Secret Service or KWallet.
class KeychainPasswordStore : public PasswordStore {
public:
    QCoro::Task<Result<void>> probe() override
    {
        const Result<QString> nothing = co_await read(u"probe:"_s, QString());
        if (!nothing)
            co_return tl::unexpected(nothing.error());
        co_return Result<void>();
    }

    QCoro::Task<Result<QString>> read(QString address, QString user) override
    {
        auto *job = new QKeychain::ReadPasswordJob(service());
        const Result<void> done = co_await run(job, address, user);
        if (!done)
            co_return tl::unexpected(done.error());
        co_return job->textData();
    }

    QCoro::Task<Result<void>> write(QString address, QString user, QString password) override
    {
        auto *job = new QKeychain::WritePasswordJob(service());
        job->setTextData(password);
        co_return co_await run(job, address, user);
    }

    QCoro::Task<Result<void>> remove(QString address, QString user) override
    {
        co_return co_await run(new QKeychain::DeletePasswordJob(service()), address, user);
    }

private:
    static QString service() { return u"Kantoku"_s; }

    /// The job deletes itself in the next turn of the event loop after it has ended.
    static QCoro::Task<Result<void>> run(QKeychain::Job *job, QString address, QString user)
    {
        const client::Completion<Result<void>> completion;
        job->setKey(passwordKey(address, user));
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [completion](QKeychain::Job *ended) {
            if (ended->error() == QKeychain::NoError || ended->error() == QKeychain::EntryNotFound)
                completion.resolve(Result<void>());
            else
                completion.resolve(
                    failure(Error::Code::System, Words::tr("No keychain answers: %1.").arg(ended->errorString())));
        });
        job->start();
        const Result<void> done = co_await completion;
        co_return done;
    }
};

} // namespace

QString passwordKey(const QString &address, const QString &user)
{
    return user + u'@' + address;
}

std::unique_ptr<PasswordStore> PasswordStore::ofSystem()
{
    return std::make_unique<KeychainPasswordStore>();
}

} // namespace kantoku::ui
