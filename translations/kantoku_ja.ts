<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>ConfigLayers</name>
    <message>
        <source>changed</source>
        <comment>badge: reread would load something else</comment>
        <translation>変更あり</translation>
    </message>
    <message>
        <source>not applied</source>
        <comment>badge: update would change what it runs with</comment>
        <translation>未適用</translation>
    </message>
    <message>
        <source>What was loaded is not what it runs with, and the files say something else again. Reread… shows the files, Update… applies them.</source>
        <translation>読み込み済みの設定は実行中のものと異なり、ファイルの内容はさらに異なります。「設定を再読み込み…」でファイルの内容を確認し、「更新…」で適用できます。</translation>
    </message>
    <message>
        <source>The files on disk say something else than the server has loaded. Reread… shows what.</source>
        <translation>ディスク上のファイルは、サーバーが読み込んだ設定と異なります。「設定を再読み込み…」で違いを確認できます。</translation>
    </message>
    <message>
        <source>The server has loaded something else than it runs with. Update… shows what, and applies it.</source>
        <translation>サーバーが読み込んだ設定は、実行中のものと異なります。「更新…」で違いを確認し、適用できます。</translation>
    </message>
    <message>
        <source>removed</source>
        <comment>badge: reread would find it gone</comment>
        <translation>削除</translation>
    </message>
    <message>
        <source>The files on disk do not have it any more. Reread… shows that, Update… stops and removes it.</source>
        <translation>ディスク上のファイルから削除されています。「設定を再読み込み…」で確認でき、「更新…」で停止して取り除きます。</translation>
    </message>
</context>
<context>
    <name>DaemonConfig</name>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 を読み取れません: %2。</translation>
    </message>
    <message>
        <source>%1 has no [unix_http_server] section with a “file”, so its daemon could not be reached. Add one and try again.</source>
        <translation>%1 には「file」のある [unix_http_server] セクションがないため、デーモンに接続できません。追加してからもう一度お試しください。</translation>
    </message>
</context>
<context>
    <name>LogPattern</name>
    <message>
        <source>The expression is wrong at character %1: %2.</source>
        <translation>正規表現の %1 文字目に誤りがあります: %2。</translation>
    </message>
</context>
<context>
    <name>PasswordStore</name>
    <message>
        <source>No keychain answers: %1.</source>
        <translation>キーチェーンが応答しません: %1。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>言語(&amp;L):</translation>
    </message>
    <message>
        <source>Another language takes effect at the next start.</source>
        <translation>言語の変更は次回の起動から有効です。</translation>
    </message>
    <message>
        <source>&amp;Colours:</source>
        <translation>配色(&amp;C):</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>colours</comment>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>colours</comment>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Own &amp;daemons when the window closes:</source>
        <translation>ウィンドウを閉じたときの専用デーモン(&amp;D):</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>動かし続ける</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>what is done to daemons</comment>
        <translation>停止する</translation>
    </message>
    <message>
        <source>Use the system&apos;s &amp;fixed-width font</source>
        <translation>システムの等幅フォントを使う(&amp;F)</translation>
    </message>
    <message>
        <source> pt</source>
        <comment>points</comment>
        <translation> pt</translation>
    </message>
    <message>
        <source>&amp;Size:</source>
        <translation>サイズ(&amp;S):</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source>&amp;Memory for each log:</source>
        <translation>ログごとのメモリ(&amp;M):</translation>
    </message>
    <message>
        <source>Text beyond that is read again when you scroll to it. This applies to logs opened from now on.</source>
        <translation>これを超える部分は、スクロールしたときに読み直します。次に開くログから適用されます。</translation>
    </message>
    <message>
        <source>Ask for the &amp;state every:</source>
        <translation>状態を問い合わせる間隔(&amp;S):</translation>
    </message>
    <message>
        <source>Used for supervisord; kantokud tells what happens by itself.</source>
        <translation>問い合わせるのは、変化を知らせないサーバーだけです。kantokud は自動で通知します。</translation>
    </message>
    <message>
        <source>Ask for &amp;CPU and memory every:</source>
        <translation>CPU とメモリを問い合わせる間隔(&amp;C):</translation>
    </message>
    <message>
        <source>Fon&amp;t of logs and consoles:</source>
        <translation>ログとコンソールのフォント(&amp;T):</translation>
    </message>
</context>
<context>
    <name>ProcessFacts</name>
    <message>
        <source>The server answered no list of processes.</source>
        <translation>サーバーの応答がプロセスの一覧ではありません。</translation>
    </message>
</context>
<context>
    <name>ProcessText</name>
    <message>
        <source>%1 d %2</source>
        <comment>days, clock</comment>
        <translation>%1 日 %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 時間 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days, hours</comment>
        <translation>%1 日 %2 時間</translation>
    </message>
    <message>
        <source>killed by a signal</source>
        <translation>シグナルによる終了</translation>
    </message>
    <message>
        <source>exit status 126 (a shell&apos;s “cannot be executed”)</source>
        <translation>終了ステータス 126（シェルの「実行できません」）</translation>
    </message>
    <message>
        <source>exit status 127 (a shell&apos;s “command not found”)</source>
        <translation>終了ステータス 127（シェルの「コマンドが見つかりません」）</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>終了ステータス %1</translation>
    </message>
    <message>
        <source>The server says: %1.</source>
        <translation>サーバーからの説明: %1。</translation>
    </message>
    <message>
        <source>%1
(could not be run now: %2)</source>
        <comment>command, reason</comment>
        <translation>%1
（現在は実行できません: %2）</translation>
    </message>
    <message>
        <source>%1
(only a shell understands %2, and none reads this: sh -c &apos;...&apos; would)</source>
        <comment>command, word of it</comment>
        <translation>%1
（%2 を解釈するのはシェルだけですが、このコマンドをシェルは読みません。sh -c &apos;...&apos; を使ってください）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a share of a processor</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>It was asked to stop and has not ended yet.</source>
        <translation>停止を要求されましたが、まだ終了していません。</translation>
    </message>
    <message>
        <source>It has not been started since the server came up: it does not start by itself.</source>
        <translation>サーバーの起動後、まだ起動されていません。自動では起動しない設定です。</translation>
    </message>
    <message>
        <source>It was stopped on request.</source>
        <translation>停止の要求を受けて停止しました。</translation>
    </message>
    <message>
        <source>It was stopped on request at %1.</source>
        <translation>%1 に、停止の要求を受けて停止しました。</translation>
    </message>
    <message>
        <source>It ended by itself at %1 with %2, and is not to be restarted after that.</source>
        <translation>%1 にプロセス自身が終了しました（%2）。この場合は再起動しない設定です。</translation>
    </message>
    <message>
        <source>It ended unexpectedly at %1 with %2, and is not to be restarted by itself.</source>
        <translation>%1 に予期せず終了しました（%2）。自動では再起動しない設定です。</translation>
    </message>
    <message>
        <source>It ended too soon after its start; another try follows by itself.</source>
        <translation>起動後すぐに終了しました。自動的にもう一度試みます。</translation>
    </message>
    <message>
        <source>It could not be started, and no more tries are made.</source>
        <translation>起動できませんでした。再試行はしません。</translation>
    </message>
    <message>
        <source>The server does not know what became of it.</source>
        <translation>どうなったか、サーバーにもわかりません。</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>state, span of time</comment>
        <translation>%1（%2経過）</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <comment>state, point in time</comment>
        <translation>%1（%2 から）</translation>
    </message>
</context>
<context>
    <name>ProcessTrack</name>
    <message>
        <source>The server answered no list of changes.</source>
        <translation>サーバーの応答が変化の一覧ではありません。</translation>
    </message>
    <message>
        <source>terminated by a signal</source>
        <translation>シグナルで終了</translation>
    </message>
    <message>
        <source>exit status %1</source>
        <translation>終了ステータス %1</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message numerus="yes">
        <source>%n more are hidden by the filter and left alone.</source>
        <translation>
            <numerusform>ほかに %n 個がフィルターで隠れていて、対象になりません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %2</source>
        <comment>a sentence, and the next</comment>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>ServerAddress</name>
    <message>
        <source>&apos;%1&apos; is not the address of a server: %2. Allowed are unix:///path, http://host:port, https://host:port and ssh://[user@]host[:port]/path/to/socket.</source>
        <translation>「%1」はサーバーのアドレスではありません: %2。使えるのは unix:///path、http://host:port、https://host:port、ssh://[user@]host[:port]/path/to/socket です。</translation>
    </message>
    <message>
        <source>it does not begin with a known scheme</source>
        <translation>既知のスキームで始まっていません</translation>
    </message>
    <message>
        <source>the path of the socket is missing</source>
        <translation>ソケットのパスがありません</translation>
    </message>
    <message>
        <source>the host is missing</source>
        <translation>ホストがありません</translation>
    </message>
    <message>
        <source>a password does not belong in an address, it is given by itself</source>
        <translation>パスワードはアドレスに含めず、別に入力します</translation>
    </message>
    <message>
        <source>there is text after the path</source>
        <translation>パスの後に余分な文字があります</translation>
    </message>
    <message>
        <source>the path of the socket on that host is missing</source>
        <translation>そのホスト上のソケットのパスがありません</translation>
    </message>
</context>
<context>
    <name>ServerError</name>
    <message>
        <source>%1 Compare it with the server&apos;s before you trust it.</source>
        <translation>%1 信頼する前に、サーバーのものと比べてください。</translation>
    </message>
    <message>
        <source>The certificate of %1 is not the one that you trusted. Somebody may be listening in; go on only if you know that the server has a new one.
Trusted: %2
Now: %3</source>
        <translation>%1 の証明書が、以前に信頼したものと異なります。通信が盗聴されているおそれがあります。サーバーの証明書が新しくなったとわかっている場合にだけ続けてください。
信頼済み: %2
現在: %3</translation>
    </message>
    <message>
        <source>&amp;Replace the Certificate</source>
        <translation>証明書を置き換え(&amp;R)</translation>
    </message>
    <message>
        <source>%1 Somebody may be listening in. If you know that the host has a new key, forget the old one in a terminal.</source>
        <translation>%1 通信が盗聴されているおそれがあります。ホストの鍵が新しくなったとわかっている場合は、端末で古い鍵を削除してください。</translation>
    </message>
    <message>
        <source>%1 Its configuration says who may: “chmod” and “chown” in [unix_http_server].</source>
        <translation>%1 許可する相手は設定の [unix_http_server] にある「chmod」と「chown」で決まります。</translation>
    </message>
    <message>
        <source>%1 They are in the server&apos;s configuration.</source>
        <translation>%1 サーバーの設定に書かれています。</translation>
    </message>
    <message>
        <source>%1 Something else than a supervisord or kantokud answers at this address.</source>
        <translation>%1 このアドレスで応答しているのは supervisord でも kantokud でもありません。</translation>
    </message>
    <message>
        <source>%1 Start the server again.</source>
        <translation>%1 サーバーを起動し直してください。</translation>
    </message>
    <message>
        <source>%1 The server is not running, or listens elsewhere.</source>
        <translation>%1 サーバーが動いていないか、別の場所で待ち受けています。</translation>
    </message>
    <message>
        <source>%1 Something holds the connection open and says nothing.</source>
        <translation>%1 何かが接続を開いたまま、何も返しません。</translation>
    </message>
    <message>
        <source>C&amp;hange Address</source>
        <translation>アドレスを変更(&amp;H)</translation>
    </message>
    <message>
        <source>Trust Th&amp;is Certificate</source>
        <translation>この証明書を信頼(&amp;I)</translation>
    </message>
    <message>
        <source>Copy Comman&amp;d</source>
        <translation>コマンドをコピー(&amp;D)</translation>
    </message>
    <message>
        <source>Copy Li&amp;nes</source>
        <translation>行をコピー(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Enter Password</source>
        <translation>パスワードを入力(&amp;E)</translation>
    </message>
</context>
<context>
    <name>StarterConfiguration</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>フォルダー %1 を作成できません。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>%1 に書き込めません: %2。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::LogStream</name>
    <message>
        <source>The server ended the stream.</source>
        <translation>サーバーがストリームを終了しました。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::RpcClient</name>
    <message>
        <source>The connection was closed.</source>
        <translation>接続が閉じられました。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::RpcExchange</name>
    <message>
        <source>%1 wants a user name and a password, and not the ones it was given.</source>
        <translation>%1 はユーザー名とパスワードを求めています。渡されたものは受け付けられませんでした。</translation>
    </message>
    <message>
        <source>%1 answered with HTTP status %2.</source>
        <translation>%1 が HTTP ステータス %2 を返しました。</translation>
    </message>
    <message>
        <source>ssh got to %1, but nobody answers at %2 there: the server does not run, has another socket, or does not let that user in.</source>
        <translation>ssh は %1 に届きましたが、そこの %2 では何も応答しません。サーバーが動いていないか、別のソケットを使っているか、そのユーザーを受け入れていません。</translation>
    </message>
    <message>
        <source>The ssh connection to %1 has ended.</source>
        <translation>%1 への ssh 接続が終了しました。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 seconds.</source>
        <translation>%1 は %2 秒以内に応答しませんでした。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::Session</name>
    <message>
        <source>The server left out a part of its answer.</source>
        <translation>サーバーの応答の一部が欠けています。</translation>
    </message>
    <message>
        <source>%1 answers, but not as a Supervisor would: %2</source>
        <translation>%1 は応答しますが、Supervisor の応答ではありません: %2</translation>
    </message>
    <message>
        <source>%1 does not offer the supervisor methods; its configuration has no [rpcinterface:supervisor].</source>
        <translation>%1 には supervisor のメソッドがありません。設定に [rpcinterface:supervisor] がありません。</translation>
    </message>
    <message>
        <source>The server&apos;s configuration does not name %1.</source>
        <translation>サーバーの設定に %1 がありません。</translation>
    </message>
    <message>
        <source>The server is restarting.</source>
        <translation>サーバーは再起動中です。</translation>
    </message>
    <message>
        <source>This server does not know %1; a newer one does.</source>
        <translation>このサーバーは %1 を備えていません。新しい版にはあります。</translation>
    </message>
    <message>
        <source>Left as before, because programs could not be stopped: %1</source>
        <translation>プログラムを停止できなかったため、そのままにしました: %1</translation>
    </message>
</context>
<context>
    <name>kantoku::client::SshTunnel</name>
    <message>
        <source>it said nothing.</source>
        <translation>何も出力しませんでした。</translation>
    </message>
    <message>
        <source>The key of %1 has changed: its fingerprint is now %2, and that is not the key in %3.</source>
        <translation>%1 の鍵が変わりました。現在のフィンガープリントは %2 で、%3 の鍵とは異なります。</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>fingerprint</comment>
        <translation>不明</translation>
    </message>
    <message>
        <source>your known_hosts</source>
        <translation>known_hosts</translation>
    </message>
    <message>
        <source>The key of %1 is not known to ssh, and was not accepted.</source>
        <translation>%1 の鍵は ssh に登録されておらず、受け入れられませんでした。</translation>
    </message>
    <message>
        <source>ssh does not get to %1: %2</source>
        <translation>ssh は %1 に接続できません: %2</translation>
    </message>
    <message>
        <source>ssh gave up on %1: %2</source>
        <translation>ssh は %1 への接続を断念しました: %2</translation>
    </message>
    <message>
        <source>%1 could not be started: %2.</source>
        <translation>%1 を起動できませんでした: %2。</translation>
    </message>
    <message>
        <source>ssh was not let into %1: its question was not answered.</source>
        <translation>ssh の質問に答えがなかったため、%1 にログインできませんでした。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::TlsTransport</name>
    <message>
        <source>No encrypted connection with %1:%2: %3.</source>
        <translation>%1:%2 と暗号化された接続を確立できません: %3。</translation>
    </message>
    <message>
        <source>The certificate of %1:%2 is not trusted (%3); its SHA-256 is %4.</source>
        <translation>%1:%2 の証明書は信頼されていません（%3）。SHA-256 は %4 です。</translation>
    </message>
    <message>
        <source>The certificate of %1:%2 has changed; its SHA-256 is now %3, and %4 was accepted.</source>
        <translation>%1:%2 の証明書が変わりました。現在の SHA-256 は %3 で、受け入れたものは %4 です。</translation>
    </message>
</context>
<context>
    <name>kantoku::client::Transport</name>
    <message>
        <source>There is no socket %1; the server is not running or is configured with another one.</source>
        <translation>ソケット %1 がありません。サーバーが動いていないか、別のソケットが設定されています。</translation>
    </message>
    <message>
        <source>Nobody listens on %1; the socket was left behind by a server that has ended.</source>
        <translation>%1 では何も待ち受けていません。ソケットは終了したサーバーが残したものです。</translation>
    </message>
    <message>
        <source>No permission to connect to %1.</source>
        <translation>%1 に接続する権限がありません。</translation>
    </message>
    <message>
        <source>The server at %1 closed the connection.</source>
        <translation>%1 のサーバーが接続を閉じました。</translation>
    </message>
    <message>
        <source>There is no socket %1.</source>
        <translation>ソケット %1 がありません。</translation>
    </message>
    <message>
        <source>The connection to %1 failed: %2.</source>
        <translation>%1 への接続に失敗しました: %2。</translation>
    </message>
    <message>
        <source>Nobody listens on port %2 of %1.</source>
        <translation>%1 のポート %2 では何も待ち受けていません。</translation>
    </message>
    <message>
        <source>There is no host %1.</source>
        <translation>ホスト %1 が見つかりません。</translation>
    </message>
    <message>
        <source>%1 does not answer on port %2.</source>
        <translation>%1 はポート %2 で応答しません。</translation>
    </message>
    <message>
        <source>No permission to connect to port %2 of %1.</source>
        <translation>%1 のポート %2 に接続する権限がありません。</translation>
    </message>
    <message>
        <source>The server at %1:%2 closed the connection.</source>
        <translation>%1:%2 のサーバーが接続を閉じました。</translation>
    </message>
    <message>
        <source>The connection to %1:%2 failed: %3.</source>
        <translation>%1:%2 への接続に失敗しました: %3。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::CommandPalette</name>
    <message>
        <source>Find Command</source>
        <translation>コマンドを検索</translation>
    </message>
    <message>
        <source>Find command or process</source>
        <translation>コマンドまたはプロセスを検索</translation>
    </message>
    <message>
        <source>A few letters of a command or a process</source>
        <translation>コマンドまたはプロセスの名前の数文字</translation>
    </message>
    <message>
        <source>Commands and processes</source>
        <translation>コマンドとプロセス</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConditionChips</name>
    <message>
        <source>All %1</source>
        <comment>chip: every process, with their number</comment>
        <translation>すべて %1</translation>
    </message>
    <message>
        <source>Running %1</source>
        <comment>chip</comment>
        <translation>実行中 %1</translation>
    </message>
    <message>
        <source>Trouble %1</source>
        <comment>chip</comment>
        <translation>問題あり %1</translation>
    </message>
    <message>
        <source>Stopped %1</source>
        <comment>chip</comment>
        <translation>停止 %1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigActions</name>
    <message>
        <source>added %1</source>
        <translation>追加: %1</translation>
    </message>
    <message>
        <source>changed %1</source>
        <translation>変更: %1</translation>
    </message>
    <message>
        <source>removed %1</source>
        <translation>削除: %1</translation>
    </message>
    <message>
        <source>No process is running.</source>
        <translation>実行中のプロセスはありません。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running process(es) will be stopped.</source>
        <translation>
            <numerusform>実行中の %n 個のプロセスが停止します。</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing the configuration of %1…</source>
        <translation>%1 の設定を比較しています…</translation>
    </message>
    <message>
        <source>Read the configuration. Every group runs with what it says.</source>
        <translation>設定を読み込みました。すべてのグループはその内容どおりに動いています。</translation>
    </message>
    <message>
        <source>Update…</source>
        <translation>更新…</translation>
    </message>
    <message>
        <source>Read the configuration: %1. Nothing runs differently until you update.</source>
        <translation>設定を読み込みました: %1。更新するまで動作は変わりません。</translation>
    </message>
    <message>
        <source>Updating %1…</source>
        <translation>%1 を更新しています…</translation>
    </message>
    <message>
        <source>Updated: %1.</source>
        <translation>更新しました: %1。</translation>
    </message>
    <message>
        <source>Reload Server</source>
        <translation>サーバーの再起動（リロード）</translation>
    </message>
    <message>
        <source>The server is not restarted: with these errors in its files it would not come back.</source>
        <translation>設定ファイルにエラーがあるため、再起動を中止しました。このまま再起動すると、サーバーは起動できなくなります。</translation>
    </message>
    <message>
        <source>Restart %1 with its configuration read anew?</source>
        <translation>設定を読み直して %1 を再起動しますか?</translation>
    </message>
    <message>
        <source>Programs with autostart start again.</source>
        <translation>自動起動するプロセスは、サーバーの再起動後にまた起動します。</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>再起動（リロード）(&amp;R)</translation>
    </message>
    <message>
        <source>The server restarts.</source>
        <translation>サーバーを再起動しています。</translation>
    </message>
    <message>
        <source>Shut Down Server</source>
        <translation>サーバーのシャットダウン</translation>
    </message>
    <message>
        <source>The server is not shut down: with these errors in its files nobody could start it again.</source>
        <translation>設定ファイルにエラーがあるため、シャットダウンを中止しました。このままシャットダウンすると、サーバーを起動できなくなります。</translation>
    </message>
    <message>
        <source>Shut down %1?</source>
        <translation>%1 をシャットダウンしますか?</translation>
    </message>
    <message>
        <source>Nothing starts them again.</source>
        <translation>自動的に起動し直されることはありません。</translation>
    </message>
    <message>
        <source>&amp;Shut Down</source>
        <translation>シャットダウン(&amp;S)</translation>
    </message>
    <message>
        <source>The server shuts down.</source>
        <translation>サーバーをシャットダウンしています。</translation>
    </message>
    <message>
        <source>This server does not tell the text of its files.</source>
        <translation>このサーバーからはファイルの内容を取得できません。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigDiffView</name>
    <message>
        <source>unchanged</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Configuration changes</source>
        <translation>設定の変更点</translation>
    </message>
    <message>
        <source>Group, process, option</source>
        <translation>グループ、プロセス、オプション</translation>
    </message>
    <message>
        <source>Was</source>
        <comment>column: old value</comment>
        <translation>変更前</translation>
    </message>
    <message>
        <source>Becomes</source>
        <comment>column: new value</comment>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Set in</source>
        <comment>column: file and line</comment>
        <translation>設定箇所</translation>
    </message>
    <message>
        <source>(not set)</source>
        <translation>(未設定)</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) added</source>
        <translation>
            <numerusform>%n 個のグループを追加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) changed</source>
        <translation>
            <numerusform>%n 個のグループを変更</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) removed</source>
        <translation>
            <numerusform>%n 個のグループを削除</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>in a sentence</comment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigMessages</name>
    <message>
        <source>Errors and warnings</source>
        <translation>エラーと警告</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>重大度</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Place</source>
        <comment>column: file and line</comment>
        <translation>場所</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>注意</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConfigStatus</name>
    <message>
        <source>errors in the configuration files</source>
        <translation>設定ファイルにエラー</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) not applied</source>
        <translation>
            <numerusform>%n 個のグループが未適用</numerusform>
        </translation>
    </message>
    <message>
        <source>Configuration status</source>
        <translation>設定の状態</translation>
    </message>
    <message>
        <source>Configuration: %1</source>
        <translation>設定: %1</translation>
    </message>
    <message>
        <source>Show the errors</source>
        <translation>エラーを表示</translation>
    </message>
    <message>
        <source>Show what differs</source>
        <translation>違いを表示</translation>
    </message>
    <message>
        <source>On disk: %1</source>
        <comment>what has changed there</comment>
        <translation>ディスク上の設定: %1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConsoleDock</name>
    <message>
        <source>Console: %1</source>
        <translation>コンソール: %1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ConsoleWidget</name>
    <message>
        <source>%1: Alt+Return shows it in the tree.</source>
        <translation>%1: Alt+Return でツリーに表示します。</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>クリア(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Show %1 in the Tree</source>
        <translation>%1 をツリーに表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Show in the Tree</source>
        <translation>ツリーに表示(&amp;S)</translation>
    </message>
    <message>
        <source>Console output</source>
        <translation>コンソール出力</translation>
    </message>
    <message>
        <source>Commands as in supervisorctl. “help” lists them, Tab completes, Ctrl+C stops.</source>
        <translation>supervisorctl と同じコマンドが使えます。「help」で一覧、Tab で補完、Ctrl+C で中止します。</translation>
    </message>
    <message>
        <source>Console input</source>
        <translation>コンソール入力</translation>
    </message>
    <message>
        <source>Found in the history</source>
        <translation>履歴の検索結果</translation>
    </message>
    <message>
        <source>Ctrl+C ends the command</source>
        <translation>Ctrl+C でコマンドを終了</translation>
    </message>
    <message>
        <source>Search history: </source>
        <translation>履歴を検索: </translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>見つかりません</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>… ほか %n 個</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::DetailPane</name>
    <message>
        <source>Select a process to see its state and its output.</source>
        <translation>プロセスを選択すると、状態と出力が表示されます。</translation>
    </message>
    <message>
        <source>%1, process id %2: %3

It was started by a process above it and is not controlled by itself.</source>
        <comment>name, number, command line</comment>
        <translation>%1、プロセス ID %2: %3

上位のプロセスから起動されたもので、単独では操作できません。</translation>
    </message>
    <message>
        <source>%1 running, %2 in trouble, %3 stopped.</source>
        <comment>numbers of processes</comment>
        <translation>実行中 %1、問題あり %2、停止 %3。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) selected.</source>
        <translation>
            <numerusform>%n 個のプロセスを選択しています。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::EmbeddedDaemon</name>
    <message>
        <source>%1 cannot be started: %2.</source>
        <translation>%1 を起動できません: %2。</translation>
    </message>
    <message>
        <source>kantokud is neither beside this program nor in PATH.</source>
        <translation>kantokud がこのプログラムと同じフォルダーにも PATH にもありません。</translation>
    </message>
    <message>
        <source>The folder %1 for the daemon&apos;s socket cannot be made.</source>
        <translation>デーモンのソケット用のフォルダー %1 を作成できません。</translation>
    </message>
    <message>
        <source>kantokud has ended by itself: %1</source>
        <translation>kantokud が終了しました: %1</translation>
    </message>
    <message>
        <source>killed by a signal.</source>
        <translation>シグナルにより終了しました。</translation>
    </message>
    <message>
        <source>exit status %1.</source>
        <translation>終了ステータス %1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::EmbeddedDaemons</name>
    <message>
        <source>The folder %1 for the demo cannot be made.</source>
        <translation>デモ用のフォルダー %1 を作成できません。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::FileDiffModel</name>
    <message numerus="yes">
        <source>%n unchanged line(s)</source>
        <translation>
            <numerusform>変更のない %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Loaded</source>
        <comment>column: text as it was read</comment>
        <translation>読み込み済み</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>column: text as it is now</comment>
        <translation>ディスク上</translation>
    </message>
    <message>
        <source>Line</source>
        <comment>column: number</comment>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::FileDiffView</name>
    <message>
        <source>Show &amp;secrets</source>
        <translation>秘密の値を表示(&amp;S)</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>設定ファイル</translation>
    </message>
    <message>
        <source>Show passwords and the values of environment variables</source>
        <translation>パスワードと環境変数の値を表示</translation>
    </message>
    <message>
        <source>Configuration text</source>
        <translation>設定のテキスト</translation>
    </message>
    <message>
        <source>new</source>
        <comment>a file that was not loaded</comment>
        <translation>新規</translation>
    </message>
    <message>
        <source>gone</source>
        <comment>a file that is no longer on disk</comment>
        <translation>削除済み</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>a file</comment>
        <translation>変更あり</translation>
    </message>
    <message>
        <source>unchanged</source>
        <comment>a file</comment>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>Left is what was loaded, right what is on disk now.</source>
        <translation>左が読み込み済みの内容、右がディスク上の現在の内容です。</translation>
    </message>
    <message>
        <source>The text is the same. A password or an environment value may differ: show the secrets to compare them.</source>
        <translation>テキストは同じです。パスワードや環境変数の値が異なる可能性があります。比べるには秘密の値を表示してください。</translation>
    </message>
    <message>
        <source>The text is the same.</source>
        <translation>テキストは同じです。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::HistoryModel</name>
    <message>
        <source>Time</source>
        <comment>column</comment>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Change of state</source>
        <comment>column</comment>
        <translation>状態の変化</translation>
    </message>
    <message>
        <source>PID</source>
        <comment>column</comment>
        <translation>PID</translation>
    </message>
    <message>
        <source>Cause</source>
        <comment>column</comment>
        <translation>きっかけ</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>column</comment>
        <translation>詳細</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::HistoryPane</name>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Where the history comes from</source>
        <translation>履歴の出どころ</translation>
    </message>
    <message>
        <source>The last changes of state, as the server remembers them.</source>
        <translation>サーバーが記憶している最近の状態の変化です。</translation>
    </message>
    <message>
        <source>This server does not remember changes of state: these are what this window has seen since it was opened. Quick changes between two looks are seen as one.</source>
        <translation>このサーバーは状態の変化を記憶しません。表示しているのは、このウィンドウを開いてから観測した変化です。観測の間に続けて起きた変化は 1 つとして数えます。</translation>
    </message>
    <message>
        <source>%1 has not been started since the server came up.</source>
        <translation>%1 は、サーバーの起動後まだ起動されていません。</translation>
    </message>
    <message>
        <source>Nothing has changed since this window was opened.</source>
        <translation>このウィンドウを開いてから変化はありません。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogDock</name>
    <message>
        <source>Main Log</source>
        <translation>メインログ</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>process and server</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1, %2 — %3</source>
        <comment>process, channel and server</comment>
        <translation>%1、%2 — %3</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>%1 のログ</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogDocument</name>
    <message>
        <source>earlier text was in a file that is gone</source>
        <translation>以前のテキストは、なくなったファイルにありました</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFilterModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Text</source>
        <comment>of a line</comment>
        <translation>テキスト</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFilterPane</name>
    <message>
        <source>Matching lines</source>
        <translation>一致する行</translation>
    </message>
    <message>
        <source>What the filter shows</source>
        <translation>フィルターの表示内容</translation>
    </message>
    <message>
        <source>Close filter</source>
        <translation>フィルターを閉じる</translation>
    </message>
    <message>
        <source>Close the filter (Esc)</source>
        <translation>フィルターを閉じる (Esc)</translation>
    </message>
    <message>
        <source>Type into “Find in log” to see only the lines that match.</source>
        <translation>「ログ内を検索」に入力すると、一致する行だけを表示します。</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n matching lines; there are more.</source>
        <translation>
            <numerusform>一致する行のうち新しい %n 行。ほかにもあります。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matching lines</source>
        <translation>
            <numerusform>一致する行: %n 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogFindBar</name>
    <message>
        <source>Find in log</source>
        <translation>ログ内を検索</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>大文字と小文字を区別</translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation>大文字と小文字を区別して一致</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>単語全体</translation>
    </message>
    <message>
        <source>Match whole words only</source>
        <translation>単語全体だけに一致</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正規表現</translation>
    </message>
    <message>
        <source>The text is a regular expression</source>
        <translation>テキストを正規表現として扱う</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>一致数</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>前の一致</translation>
    </message>
    <message>
        <source>Previous match (Shift+N, Shift+F3)</source>
        <translation>前の一致 (Shift+N、Shift+F3)</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>次の一致</translation>
    </message>
    <message>
        <source>Next match (N, F3)</source>
        <translation>次の一致 (N、F3)</translation>
    </message>
    <message>
        <source>Search progress</source>
        <translation>検索の進行状況</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>検索を中止</translation>
    </message>
    <message>
        <source>Stop searching; what was found stays</source>
        <translation>検索を中止（見つかったものは残ります）</translation>
    </message>
    <message>
        <source>Search the whole log</source>
        <translation>ログ全体を検索</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>フィルター</translation>
    </message>
    <message>
        <source>List the matching lines below the log (Ctrl+Shift+F)</source>
        <translation>一致する行をログの下に一覧表示 (Ctrl+Shift+F)</translation>
    </message>
    <message>
        <source>not valid</source>
        <translation>無効</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>match</comment>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>The search went on at the other end of the log.</source>
        <translation>ログの反対側の端から検索を続けました。</translation>
    </message>
    <message>
        <source>%1…</source>
        <comment>matches so far</comment>
        <translation>%1…</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>一致なし</translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n 件一致</numerusform>
        </translation>
    </message>
    <message>
        <source>Search %1 More</source>
        <translation>さらに %1 を検索</translation>
    </message>
    <message>
        <source>Read and search also the part of the log that is not loaded</source>
        <translation>ログの読み込まれていない部分も読み取って検索</translation>
    </message>
    <message>
        <source>The search ended early: %1 Press to go on.</source>
        <translation>検索が途中で終わりました: %1 押すと続けます。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogPanel</name>
    <message>
        <source>Follow</source>
        <translation>追従</translation>
    </message>
    <message>
        <source>Go along with new lines (F, End)</source>
        <translation>新しい行に追従する (F、End)</translation>
    </message>
    <message>
        <source>Log channel</source>
        <translation>ログの種類</translation>
    </message>
    <message>
        <source>Which of the program&apos;s outputs is shown</source>
        <translation>プログラムのどちらの出力を表示するか</translation>
    </message>
    <message>
        <source>both</source>
        <comment>outputs of a program</comment>
        <translation>両方</translation>
    </message>
    <message>
        <source>Wrap</source>
        <translation>折り返し</translation>
    </message>
    <message>
        <source>Wrap lines</source>
        <translation>行を折り返す</translation>
    </message>
    <message>
        <source>Break long lines at the edge (W)</source>
        <translation>長い行を端で折り返す (W)</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>行番号</translation>
    </message>
    <message>
        <source>Line numbers</source>
        <translation>行番号を表示</translation>
    </message>
    <message>
        <source>Number the lines (L); where lines before were not loaded, @ and the place in bytes</source>
        <translation>行に番号を付ける (L)。前の行が読み込まれていない場合は、@ とバイト位置</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save log</source>
        <translation>ログを保存</translation>
    </message>
    <message>
        <source>Write the log into a file, byte for byte</source>
        <translation>ログをそのままのバイト列でファイルに書き込む</translation>
    </message>
    <message>
        <source>Clear Log…</source>
        <translation>ログを消去…</translation>
    </message>
    <message>
        <source>Clear Log</source>
        <translation>ログを消去</translation>
    </message>
    <message>
        <source>Delete what this log holds on the server</source>
        <translation>サーバー上のこのログの内容を削除</translation>
    </message>
    <message>
        <source>Save Se&amp;lection…</source>
        <translation>選択部分を保存(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Save All…</source>
        <translation>すべて保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Saving %1 %</source>
        <translation>保存中 %1 %</translation>
    </message>
    <message>
        <source>No log is chosen.</source>
        <translation>ログが選択されていません。</translation>
    </message>
    <message>
        <source>Show stdout</source>
        <translation>stdout を表示</translation>
    </message>
    <message>
        <source>Show stderr</source>
        <translation>stderr を表示</translation>
    </message>
    <message>
        <source>Opening the log…</source>
        <translation>ログを開いています…</translation>
    </message>
    <message>
        <source>The log of the server is empty.</source>
        <translation>サーバーのログは空です。</translation>
    </message>
    <message>
        <source>The logs of %1 are empty, stdout and stderr.</source>
        <translation>%1 のログは stdout も stderr も空です。</translation>
    </message>
    <message>
        <source>The log of %1 is empty (%2).</source>
        <comment>process, stdout or stderr</comment>
        <translation>%1 のログは空です（%2）。</translation>
    </message>
    <message>
        <source>The server has no log file.</source>
        <translation>サーバーにログファイルがありません。</translation>
    </message>
    <message>
        <source>This program has no log file.</source>
        <translation>このプログラムにはログファイルがありません。</translation>
    </message>
    <message>
        <source>The log cannot be read: %1
Trying again…</source>
        <translation>ログを読み取れません: %1
再試行しています…</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>今すぐ試す</translation>
    </message>
    <message>
        <source>The log cannot be read: %1</source>
        <translation>ログを読み取れません: %1</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 は接続されていません。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Save Selection</source>
        <translation>選択部分を保存</translation>
    </message>
    <message>
        <source>Save Log</source>
        <translation>ログを保存</translation>
    </message>
    <message>
        <source>The log was closed.</source>
        <translation>ログは閉じられました。</translation>
    </message>
    <message>
        <source>Saved %1 to %2.</source>
        <translation>%1 を %2 に保存しました。</translation>
    </message>
    <message>
        <source>Delete what the log of %1 holds?</source>
        <translation>%1 のログの内容を削除しますか?</translation>
    </message>
    <message>
        <source>Delete what the logs of %1 hold, stdout and stderr?</source>
        <translation>%1 の stdout と stderr のログの内容を削除しますか?</translation>
    </message>
    <message>
        <source>This cannot be undone. What is shown here stays until you close it.</source>
        <translation>この操作は取り消せません。ここに表示されている内容は、閉じるまで残ります。</translation>
    </message>
    <message>
        <source>C&amp;lear Log</source>
        <translation>ログを消去(&amp;L)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogSaver</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 に書き込めません: %2</translation>
    </message>
    <message>
        <source>Saving %1 was stopped; nothing was written.</source>
        <translation>%1 の保存を中止しました。何も書き込まれていません。</translation>
    </message>
    <message>
        <source>A part of the log is not here and cannot be read.</source>
        <translation>ログの一部がここになく、読み取れません。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogSource</name>
    <message>
        <source>The server did not answer while the log went on.</source>
        <translation>ログが進んでいる間、サーバーが応答しませんでした。</translation>
    </message>
    <message>
        <source>The server&apos;s copy of the text differs from what it streams.</source>
        <translation>サーバーにあるテキストが、配信されたものと異なります。</translation>
    </message>
    <message>
        <source>earlier text cannot be read</source>
        <translation>以前のテキストは読み取れません</translation>
    </message>
    <message>
        <source>earlier text cannot be read: %1</source>
        <translation>以前のテキストは読み取れません: %1</translation>
    </message>
    <message>
        <source>the server may have left out lines here</source>
        <translation>ここでサーバーが行を省いた可能性があります</translation>
    </message>
    <message>
        <source>The file is gone.</source>
        <translation>ファイルがなくなりました。</translation>
    </message>
    <message>
        <source>The file was replaced meanwhile, or the server gives another text than it streams.</source>
        <translation>ファイルが途中で置き換わったか、サーバーが配信したものと別のテキストを返しています。</translation>
    </message>
    <message>
        <source>Where this text is in the file is not known.</source>
        <translation>このテキストがファイルのどこにあるか不明です。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::LogView</name>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message numerus="yes">
        <source>%n new lines</source>
        <extracomment>A button below a log that has gone on while the reader stands still.</extracomment>
        <translation>
            <numerusform>新しい行: %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy with Line &amp;Numbers</source>
        <translation>行番号付きでコピー(&amp;N)</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>Save Se&amp;lection…</source>
        <translation>選択部分を保存(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Save All…</source>
        <translation>すべて保存(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>検索(&amp;F)…</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>フィルター(&amp;I)</translation>
    </message>
    <message>
        <source>Toggle &amp;Mark</source>
        <translation>印の切り替え(&amp;M)</translation>
    </message>
    <message>
        <source>Next Mar&amp;k</source>
        <translation>次の印(&amp;K)</translation>
    </message>
    <message>
        <source>Pre&amp;vious Mark</source>
        <translation>前の印(&amp;V)</translation>
    </message>
    <message>
        <source>Clear Mar&amp;ks</source>
        <translation>印をすべて消す(&amp;K)</translation>
    </message>
    <message>
        <source>F&amp;ollow</source>
        <translation>追従(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Wrap Lines</source>
        <translation>行の折り返し(&amp;W)</translation>
    </message>
    <message>
        <source>Line N&amp;umbers</source>
        <translation>行番号(&amp;U)</translation>
    </message>
    <message>
        <source>Colou&amp;rs</source>
        <translation>配色(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>隠す(&amp;H)</translation>
    </message>
    <message>
        <source>Show the &amp;Bytes</source>
        <translation>バイト列を表示(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>拡大・縮小(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>拡大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>縮小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal Size</source>
        <translation>標準サイズ(&amp;N)</translation>
    </message>
    <message>
        <source>%1 of earlier text cannot be read: %2</source>
        <translation>以前のテキスト %1 を読み取れません: %2</translation>
    </message>
    <message>
        <source>earlier text is not here</source>
        <translation>以前のテキストはここにありません</translation>
    </message>
    <message>
        <source>%1 of earlier text</source>
        <translation>以前のテキスト %1</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>%1 に開始</translation>
    </message>
    <message>
        <source>started %1, %2</source>
        <translation>%1 に開始、%2</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>%1 に終了</translation>
    </message>
    <message>
        <source>ended %1, %2</source>
        <translation>%1 に終了、%2</translation>
    </message>
    <message>
        <source>rotated %1</source>
        <translation>%1 にローテーション</translation>
    </message>
    <message>
        <source>rotated %1; %2</source>
        <translation>%1 にローテーション。%2</translation>
    </message>
    <message>
        <source>file truncated %1</source>
        <translation>%1 にファイルを切り詰め</translation>
    </message>
    <message>
        <source>log cleared %1</source>
        <translation>%1 にログを消去</translation>
    </message>
    <message>
        <source>connection lost %1: %2</source>
        <translation>%1 に接続切断: %2</translation>
    </message>
    <message>
        <source>connected again %1</source>
        <translation>%1 に再接続</translation>
    </message>
    <message>
        <source>text may be missing here</source>
        <translation>ここにテキストの欠落があるかもしれません</translation>
    </message>
    <message>
        <source>%1 missing here</source>
        <translation>ここに %1 の欠落</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 を読み取れません: %2</translation>
    </message>
    <message>
        <source>%1 not loaded yet</source>
        <translation>%1 は未読み込み</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MainLogDock</name>
    <message>
        <source>Main Log</source>
        <translation>メインログ</translation>
    </message>
    <message>
        <source>Main Log: %1</source>
        <translation>メインログ: %1</translation>
    </message>
    <message>
        <source>Main log</source>
        <translation>メインログ</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MainWindow</name>
    <message>
        <source>Kantoku</source>
        <translation>Kantoku</translation>
    </message>
    <message>
        <source>No server is open.</source>
        <translation>開いているサーバーはありません。</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>サーバーは接続されていません。</translation>
    </message>
    <message>
        <source>The server is connected.</source>
        <translation>サーバーに接続しています。</translation>
    </message>
    <message>
        <source>About Kantoku</source>
        <translation>Kantoku について</translation>
    </message>
    <message>
        <source>Kantoku %1</source>
        <translation>Kantoku %1</translation>
    </message>
    <message>
        <source>A process manager with a desktop in front of it, compatible with Supervisor.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Supervisor と互換性のある、デスクトップ画面を備えたプロセスマネージャーです。

GNU General Public License バージョン 3 以降のもとで公開されているフリーソフトウェアです。</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a server by its address</source>
        <translation>アドレスを指定してサーバーを開く</translation>
    </message>
    <message>
        <source>Run &amp;Configuration File…</source>
        <translation>設定ファイルを実行(&amp;C)…</translation>
    </message>
    <message>
        <source>Start a daemon of your own on a supervisord.conf</source>
        <translation>supervisord.conf を指定して専用デーモンを起動</translation>
    </message>
    <message>
        <source>&amp;New Configuration File…</source>
        <translation>新しい設定ファイル(&amp;N)…</translation>
    </message>
    <message>
        <source>Write a configuration to begin with, and start a daemon of your own on it</source>
        <translation>最初の設定を書き出し、それを使って専用デーモンを起動</translation>
    </message>
    <message>
        <source>Connect to the server again</source>
        <translation>サーバーにもう一度接続</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>再接続(&amp;R)</translation>
    </message>
    <message>
        <source>Let go of the server and connect to it again</source>
        <translation>サーバーとの接続を切り、もう一度接続</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>名前を変更(&amp;M)…</translation>
    </message>
    <message>
        <source>Give the server a name of your own</source>
        <translation>サーバーに好きな名前を付ける</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>編集(&amp;E)…</translation>
    </message>
    <message>
        <source>Change the server&apos;s address, user or password</source>
        <translation>サーバーのアドレス、ユーザー、パスワードを変更</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>切断(&amp;D)</translation>
    </message>
    <message>
        <source>Let go of the server until you connect again</source>
        <translation>もう一度接続するまで、サーバーとの接続を切る</translation>
    </message>
    <message>
        <source>Remo&amp;ve Server…</source>
        <translation>サーバーを取り除く(&amp;V)…</translation>
    </message>
    <message>
        <source>Take the server out of this window; it goes on running</source>
        <translation>サーバーをこのウィンドウから取り除く（サーバーは動き続けます）</translation>
    </message>
    <message>
        <source>What closing the window does to daemons that it has started</source>
        <translation>ウィンドウを閉じるとき、ここから起動したデーモンをどうするか</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>確認する(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Keep Them Running</source>
        <translation>動かし続ける(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Stop Them</source>
        <translation>停止する(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Shut Down…</source>
        <translation>シャットダウン(&amp;S)…</translation>
    </message>
    <message>
        <source>End the server and all its programs</source>
        <translation>サーバーとそのすべてのプログラムを終了</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Kantoku</source>
        <translation>Kantoku を閉じる</translation>
    </message>
    <message>
        <source>&amp;Reread…</source>
        <translation>設定を再読み込み(&amp;R)…</translation>
    </message>
    <message>
        <source>See what the configuration files say now, and load it</source>
        <translation>設定ファイルの現在の内容を確認し、読み込む</translation>
    </message>
    <message>
        <source>&amp;Update…</source>
        <translation>更新(&amp;U)…</translation>
    </message>
    <message>
        <source>See which groups differ from the files, and restart them</source>
        <translation>ファイルと異なるグループを確認し、再起動する</translation>
    </message>
    <message>
        <source>Re&amp;load Server…</source>
        <translation>サーバーを再起動（リロード）(&amp;L)…</translation>
    </message>
    <message>
        <source>Restart the server with its configuration read anew</source>
        <translation>設定を読み直してサーバーを再起動</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>起動(&amp;S)</translation>
    </message>
    <message>
        <source>Start what is selected</source>
        <translation>選択したものを起動</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop what is selected</source>
        <translation>選択したものを停止</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>再起動(&amp;R)</translation>
    </message>
    <message>
        <source>Stop what is selected and start it again</source>
        <translation>選択したものを停止し、もう一度起動</translation>
    </message>
    <message>
        <source>Si&amp;gnal</source>
        <translation>シグナル(&amp;G)</translation>
    </message>
    <message>
        <source>Send a signal to what is selected</source>
        <translation>選択したものにシグナルを送信</translation>
    </message>
    <message>
        <source>Send to St&amp;din…</source>
        <translation>stdin に送信(&amp;D)…</translation>
    </message>
    <message>
        <source>Send a line to the standard input of what is selected</source>
        <translation>選択したものの標準入力に 1 行送信</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <comment>copy the name</comment>
        <translation>名前(&amp;N)</translation>
    </message>
    <message>
        <source>Copy the names of what is selected</source>
        <translation>選択したものの名前をコピー</translation>
    </message>
    <message>
        <source>&amp;PID</source>
        <comment>copy the pid</comment>
        <translation>PID(&amp;P)</translation>
    </message>
    <message>
        <source>Copy the process ids of what is selected</source>
        <translation>選択したもののプロセス ID をコピー</translation>
    </message>
    <message>
        <source>&amp;Command Line</source>
        <comment>copy the command line</comment>
        <translation>コマンドライン(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the command lines of what is selected</source>
        <translation>選択したもののコマンドラインをコピー</translation>
    </message>
    <message>
        <source>&amp;Status Line</source>
        <comment>copy the line</comment>
        <translation>status の行(&amp;S)</translation>
    </message>
    <message>
        <source>Copy what supervisorctl status would print</source>
        <translation>supervisorctl status の表示内容をコピー</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <comment>verb: show the log</comment>
        <translation>ログを表示(&amp;L)</translation>
    </message>
    <message>
        <source>Show the log of what is selected (Enter)</source>
        <translation>選択したもののログを表示 (Enter)</translation>
    </message>
    <message>
        <source>Log &amp;Beside</source>
        <translation>ログを並べて表示(&amp;B)</translation>
    </message>
    <message>
        <source>Open the logs of what is selected beside each other, each in a tab of its own</source>
        <translation>選択したもののログを、それぞれ別のタブで並べて開く</translation>
    </message>
    <message>
        <source>Log in a &amp;Window</source>
        <translation>ログを別ウィンドウで表示(&amp;W)</translation>
    </message>
    <message>
        <source>Open the logs of what is selected, each in a window of its own</source>
        <translation>選択したもののログを、それぞれ別のウィンドウで開く</translation>
    </message>
    <message>
        <source>&amp;Clear Log</source>
        <translation>ログを消去(&amp;C)</translation>
    </message>
    <message>
        <source>Empty the log files of what is selected</source>
        <translation>選択したもののログファイルを空にする</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>最新の情報に更新(&amp;R)</translation>
    </message>
    <message>
        <source>Ask the servers for their state now</source>
        <translation>サーバーの状態を今すぐ問い合わせる</translation>
    </message>
    <message>
        <source>Find a command or a process by a few letters</source>
        <translation>数文字でコマンドやプロセスを検索</translation>
    </message>
    <message>
        <source>&amp;Filter Processes</source>
        <translation>プロセスをフィルター(&amp;F)</translation>
    </message>
    <message>
        <source>Go to the filter</source>
        <translation>フィルターに移動</translation>
    </message>
    <message>
        <source>&amp;Trouble First</source>
        <translation>問題のあるものを先頭に(&amp;T)</translation>
    </message>
    <message>
        <source>Show what is in trouble at the top, in any order</source>
        <translation>どの並び順でも、問題のあるものを先頭に表示</translation>
    </message>
    <message>
        <source>&amp;Console</source>
        <translation>コンソール(&amp;C)</translation>
    </message>
    <message>
        <source>Show the console of the server</source>
        <translation>サーバーのコンソールを表示</translation>
    </message>
    <message>
        <source>&amp;Main Log</source>
        <translation>メインログ(&amp;M)</translation>
    </message>
    <message>
        <source>Show the log of the server itself</source>
        <translation>サーバー自身のログを表示</translation>
    </message>
    <message>
        <source>Choose the window&apos;s colours</source>
        <translation>ウィンドウの色を選択</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>システムに合わせる(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>ライト(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>ダーク(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>次の領域(&amp;N)</translation>
    </message>
    <message>
        <source>Move to the next part of the window</source>
        <translation>ウィンドウの次の部分に移動</translation>
    </message>
    <message>
        <source>Restore &amp;Default Layout</source>
        <translation>レイアウトを初期状態に戻す(&amp;D)</translation>
    </message>
    <message>
        <source>Put columns, panes and docks back where they were at first</source>
        <translation>列、領域、ドックを最初の配置に戻す</translation>
    </message>
    <message>
        <source>&amp;About Kantoku</source>
        <translation>Kantoku について(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>バージョンとライセンス</translation>
    </message>
    <message>
        <source>many programs read their configuration again</source>
        <translation>多くのプログラムは設定を読み直します</translation>
    </message>
    <message>
        <source>interrupt, as Ctrl+C</source>
        <translation>割り込み（Ctrl+C と同じ）</translation>
    </message>
    <message>
        <source>please end</source>
        <translation>終了を依頼</translation>
    </message>
    <message>
        <source>end, often after finishing work</source>
        <translation>終了（多くは作業を終えてから）</translation>
    </message>
    <message>
        <source>end at once, nothing is saved</source>
        <translation>直ちに終了、何も保存されません</translation>
    </message>
    <message>
        <source>the program&apos;s own meaning</source>
        <translation>プログラムごとの意味</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>go on after a pause</source>
        <translation>一時停止から再開</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>サーバー(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Process</source>
        <translation>プロセス(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>ログ(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Configuration</source>
        <translation>設定(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>Col&amp;umns</source>
        <translation>列(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>Main toolbar</source>
        <translation>メインツールバー</translation>
    </message>
    <message>
        <source>Signal %1</source>
        <translation>シグナル %1</translation>
    </message>
    <message>
        <source>Select one process.</source>
        <translation>プロセスを 1 つ選択してください。</translation>
    </message>
    <message>
        <source>Show Con&amp;figuration</source>
        <translation>設定を表示(&amp;F)</translation>
    </message>
    <message>
        <source>Show every option of the selected process, and where it is set</source>
        <translation>選択したプロセスのすべてのオプションと、その設定箇所を表示</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>環境設定(&amp;P)…</translation>
    </message>
    <message>
        <source>Choose language, colours, shortcuts and more</source>
        <translation>言語、色、ショートカットなどを選択</translation>
    </message>
    <message>
        <source>&amp;Mute Notices</source>
        <translation>通知をミュート(&amp;M)</translation>
    </message>
    <message>
        <source>Do not tell when this process gets into trouble</source>
        <translation>このプロセスに問題が起きても知らせない</translation>
    </message>
    <message>
        <source>Mute Notices o&amp;f the Server</source>
        <translation>サーバーの通知をミュート(&amp;F)</translation>
    </message>
    <message>
        <source>Do not tell when processes of this server come into trouble</source>
        <translation>このサーバーのプロセスに問題が起きても知らせない</translation>
    </message>
    <message>
        <source>Connec&amp;t</source>
        <translation>接続(&amp;T)</translation>
    </message>
    <message>
        <source>Find Comm&amp;and…</source>
        <translation>コマンドを検索(&amp;A)…</translation>
    </message>
    <message>
        <source>Own D&amp;aemons at Close</source>
        <translation>終了時の専用デーモン(&amp;A)</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>コピー(&amp;Y)</translation>
    </message>
    <message>
        <source>C&amp;olours</source>
        <translation>配色(&amp;O)</translation>
    </message>
    <message>
        <source>No server has a process called %1; its log opens if it comes.</source>
        <translation>%1 というプロセスはどのサーバーにもありません。現れたらログを開きます。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MergedLog</name>
    <message>
        <source>earlier text is in stdout and stderr, each by itself</source>
        <translation>以前のテキストは、stdout と stderr のそれぞれにあります</translation>
    </message>
    <message>
        <source>%1 until now</source>
        <translation>ここまで %1</translation>
    </message>
    <message>
        <source>from here on as it arrives</source>
        <translation>ここからは届いた順</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>button</comment>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>メッセージを閉じる</translation>
    </message>
    <message>
        <source>Close this message (Esc)</source>
        <translation>このメッセージを閉じる (Esc)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::MutedModel</name>
    <message>
        <source>all of the server</source>
        <translation>サーバー全体</translation>
    </message>
    <message>
        <source>Process</source>
        <comment>column</comment>
        <translation>プロセス</translation>
    </message>
    <message>
        <source>Server</source>
        <comment>column</comment>
        <translation>サーバー</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::Notices</name>
    <message numerus="yes">
        <source>%n process(es) came into trouble: %1</source>
        <translation>
            <numerusform>%n 個のプロセスに問題が起きました: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was given up: it failed to start too often.</source>
        <translation>%1 は何度も起動に失敗したため、起動をあきらめました。</translation>
    </message>
    <message>
        <source>%1 ended unexpectedly.</source>
        <translation>%1 が予期せず終了しました。</translation>
    </message>
    <message>
        <source>%1 ends and is started again and again.</source>
        <translation>%1 が終了と再起動を繰り返しています。</translation>
    </message>
    <message>
        <source>No server is open.</source>
        <translation>開いているサーバーはありません。</translation>
    </message>
    <message>
        <source>%1 running, %2 in trouble, %3 stopped.</source>
        <comment>numbers of processes</comment>
        <translation>実行中 %1、問題あり %2、停止 %3。</translation>
    </message>
    <message>
        <source>Show</source>
        <comment>a process</comment>
        <translation>表示</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::NoticesPage</name>
    <message>
        <source>Nothing is muted. “Mute Notices” in the menu of a process or of a server does that.</source>
        <translation>ミュートされているものはありません。プロセスやサーバーのメニューの「通知をミュート」でミュートできます。</translation>
    </message>
    <message>
        <source>&amp;Unmute</source>
        <translation>ミュート解除(&amp;U)</translation>
    </message>
    <message>
        <source>Tell when a process comes into &amp;trouble</source>
        <translation>プロセスに問題が起きたら知らせる(&amp;T)</translation>
    </message>
    <message>
        <source>Muted notices</source>
        <translation>ミュートした通知</translation>
    </message>
    <message>
        <source>&amp;Muted:</source>
        <translation>ミュート中(&amp;M):</translation>
    </message>
    <message>
        <source>Tell again of what is selected</source>
        <translation>選択したものを再び通知します</translation>
    </message>
    <message>
        <source>Show an icon &amp;beside the clock, where the desktop has a place for it</source>
        <translation>時計の横にアイコンを表示する（デスクトップが対応している場合）(&amp;B)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OpenServerDialog</name>
    <message>
        <source>Open Server</source>
        <translation>サーバーを開く</translation>
    </message>
    <message>
        <source>%1  (of %2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>中止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>The test was stopped.</source>
        <translation>テストを中止しました。</translation>
    </message>
    <message>
        <source>Asking %1…</source>
        <translation>%1 に問い合わせています…</translation>
    </message>
    <message numerus="yes">
        <source>It answers: %1 with %n process(es).</source>
        <translation>
            <numerusform>応答がありました: %1、プロセス %n 個。</numerusform>
        </translation>
    </message>
    <message>
        <source>Server of a Configuration File</source>
        <translation>設定ファイルのサーバー</translation>
    </message>
    <message>
        <source>Configuration files (*.conf *.ini);;All files (*)</source>
        <translation>設定ファイル (*.conf *.ini);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>&amp;Found on this machine:</source>
        <translation>このマシンで見つかったもの(&amp;F):</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>このマシンで見つかったもの</translation>
    </message>
    <message>
        <source>There is no socket in the usual places of supervisord and kantokud.</source>
        <translation>supervisord と kantokud の標準の場所にソケットは見つかりませんでした。</translation>
    </message>
    <message>
        <source>&amp;Look Again</source>
        <translation>もう一度探す(&amp;L)</translation>
    </message>
    <message>
        <source>Socket on this machine (unix://)</source>
        <translation>このマシンのソケット (unix://)</translation>
    </message>
    <message>
        <source>TCP (http://)</source>
        <translation>TCP (http://)</translation>
    </message>
    <message>
        <source>TCP, encrypted (https://)</source>
        <translation>暗号化された TCP (https://)</translation>
    </message>
    <message>
        <source>Socket of another machine, by your own SSH (ssh://)</source>
        <translation>SSH 経由で、ほかのマシンのソケット (ssh://)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>User</source>
        <translation>ユーザー</translation>
    </message>
    <message>
        <source>only where the server asks for one</source>
        <translation>サーバーが求める場合のみ</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Keep the password</source>
        <translation>パスワードの保存</translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation>キーチェーンに保存</translation>
    </message>
    <message>
        <source>for this run only</source>
        <translation>今回の実行中のみ</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>アドレス(&amp;A):</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>ユーザー(&amp;U):</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>パスワード(&amp;P):</translation>
    </message>
    <message>
        <source>Result of the test</source>
        <translation>テストの結果</translation>
    </message>
    <message>
        <source>The test is under way</source>
        <translation>テスト中</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;onnect</source>
        <translation>接続(&amp;O)</translation>
    </message>
    <message>
        <source>C&amp;hange Address</source>
        <translation>アドレスを変更(&amp;H)</translation>
    </message>
    <message>
        <source>From a Confi&amp;guration File…</source>
        <translation>設定ファイルから(&amp;G)…</translation>
    </message>
    <message>
        <source>Kind of connection</source>
        <translation>接続方法</translation>
    </message>
    <message>
        <source>Without a keychain, passwords are kept for this run only.</source>
        <translation>キーチェーンが使えないため、パスワードは今回の実行中だけ保持されます。</translation>
    </message>
    <message>
        <source>Connect &amp;by:</source>
        <translation>接続方法(&amp;B):</translation>
    </message>
    <message>
        <source>&amp;Keep password:</source>
        <translation>パスワードの保存(&amp;K):</translation>
    </message>
    <message>
        <source>Supervisor&apos;s &amp;user:</source>
        <translation>Supervisor のユーザー(&amp;U):</translation>
    </message>
    <message>
        <source>Supervisor&apos;s &amp;password:</source>
        <translation>Supervisor のパスワード(&amp;P):</translation>
    </message>
    <message>
        <source>ssh logs in as it does in a terminal, and asks here if it has to ask. User and password below are those of the supervisor&apos;s configuration; most sockets have none.</source>
        <translation>ssh は端末と同じようにログインし、質問があればここに表示します。下のユーザーとパスワードは Supervisor の設定にあるもので、ソケットではたいてい不要です。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OptionsModel</name>
    <message>
        <source>%1 (of the group)</source>
        <translation>%1（グループの設定）</translation>
    </message>
    <message>
        <source>default</source>
        <comment>an option that is not set</comment>
        <translation>既定値</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>オプション</translation>
    </message>
    <message>
        <source>Runs with</source>
        <comment>column: the active layer</comment>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Loaded</source>
        <comment>column: the loaded layer</comment>
        <translation>読み込み済み</translation>
    </message>
    <message>
        <source>On disk</source>
        <comment>column: the layer on disk</comment>
        <translation>ディスク上</translation>
    </message>
    <message>
        <source>Set in</source>
        <comment>column: file and line</comment>
        <translation>設定箇所</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OptionsPane</name>
    <message>
        <source>&amp;Only what is set</source>
        <translation>設定済みの項目のみ(&amp;O)</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>オプション</translation>
    </message>
    <message>
        <source>Where the configuration is written</source>
        <translation>設定が書かれている場所</translation>
    </message>
    <message>
        <source>Show passwords and the values of environment variables</source>
        <translation>パスワードと環境変数の値を表示</translation>
    </message>
    <message>
        <source>This server is not a kantokud: it tells some options as they were loaded, not where they are written, nor what is on disk.</source>
        <translation>このサーバーは kantokud ではありません。読み込んだ時点のオプションの一部だけを伝え、書かれている場所やディスク上の内容は伝えません。</translation>
    </message>
    <message>
        <source>%1. The files have errors now: Reread… shows them.</source>
        <comment>section, file and line</comment>
        <translation>%1。現在、ファイルにエラーがあります。「設定を再読み込み…」で確認できます。</translation>
    </message>
    <message numerus="yes">
        <source>%n option(s) differ between the layers. Reread… loads what is on disk, Update… applies it.</source>
        <translation>
            <numerusform>%n 個のオプションで、ディスク上、読み込み済み、実行中の値が一致していません。「設定を再読み込み…」でディスク上の内容を読み込み、「更新…」で適用します。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. What is on disk, what was loaded and what runs are the same.</source>
        <comment>section, file and line</comment>
        <translation>%1。ディスク上、読み込み済み、実行中の内容は一致しています。</translation>
    </message>
    <message>
        <source>Show secre&amp;ts</source>
        <translation>秘密の値を表示(&amp;T)</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>section, file and line</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OverviewPanel</name>
    <message>
        <source>Why it is not running</source>
        <translation>実行されていない理由</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>状態:</translation>
    </message>
    <message>
        <source>Process id:</source>
        <translation>プロセス ID:</translation>
    </message>
    <message>
        <source>Last start:</source>
        <translation>前回の起動:</translation>
    </message>
    <message>
        <source>Last end:</source>
        <translation>前回の終了:</translation>
    </message>
    <message>
        <source>Ended with:</source>
        <translation>終了理由:</translation>
    </message>
    <message>
        <source>Server&apos;s reason:</source>
        <translation>サーバーからの説明:</translation>
    </message>
    <message>
        <source>Restarts:</source>
        <translation>再起動:</translation>
    </message>
    <message>
        <source>Command:</source>
        <translation>コマンド:</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>ディレクトリ:</translation>
    </message>
    <message>
        <source>User:</source>
        <translation>ユーザー:</translation>
    </message>
    <message>
        <source>Group:</source>
        <translation>グループ:</translation>
    </message>
    <message>
        <source>Standard output:</source>
        <translation>標準出力:</translation>
    </message>
    <message>
        <source>Standard error:</source>
        <translation>標準エラー出力:</translation>
    </message>
    <message>
        <source>not logged to a file</source>
        <translation>ファイルには記録されません</translation>
    </message>
    <message>
        <source>none since this window connected %1 ago</source>
        <comment>a span of time</comment>
        <translation>なし（接続してから %1）</translation>
    </message>
    <message numerus="yes">
        <source>%n since this window connected %1 ago</source>
        <translation>
            <numerusform>%n 回（接続してから %1）</numerusform>
        </translation>
    </message>
    <message>
        <source>same as the server</source>
        <translation>サーバーと同じ</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::OverviewStrip</name>
    <message>
        <source>Matches and marks in the whole log; press to go there</source>
        <translation>ログ全体での一致と印。押すとその場所に移動します</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>環境設定</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>一般(&amp;G)</translation>
    </message>
    <message>
        <source>Ser&amp;vers</source>
        <translation>サーバー(&amp;V)</translation>
    </message>
    <message>
        <source>L&amp;ogs</source>
        <translation>ログ(&amp;O)</translation>
    </message>
    <message>
        <source>Not&amp;ices</source>
        <translation>通知(&amp;I)</translation>
    </message>
    <message>
        <source>S&amp;hortcuts</source>
        <translation>ショートカット(&amp;H)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessActions</name>
    <message>
        <source>Select a process first.</source>
        <translation>先にプロセスを選択してください。</translation>
    </message>
    <message>
        <source>This was started by a process above it and is not controlled by itself.</source>
        <translation>上位のプロセスから起動されたもので、単独では操作できません。</translation>
    </message>
    <message>
        <source>There is no process in what is selected.</source>
        <translation>選択した中にプロセスはありません。</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>サーバーは接続されていません。</translation>
    </message>
    <message>
        <source>Nothing of what is selected is stopped.</source>
        <translation>選択した中に停止しているものはありません。</translation>
    </message>
    <message>
        <source>Nothing of what is selected is running.</source>
        <translation>選択した中に実行中のものはありません。</translation>
    </message>
    <message>
        <source>What is selected is being stopped.</source>
        <translation>選択したものは停止処理中です。</translation>
    </message>
    <message>
        <source>Nothing of what is selected has a log file.</source>
        <translation>選択した中にログファイルのあるものはありません。</translation>
    </message>
    <message>
        <source>Nothing of what is selected is in the state RUNNING.</source>
        <translation>選択した中に状態が RUNNING のものはありません。</translation>
    </message>
    <message>
        <source>Select one process first.</source>
        <translation>先にプロセスを 1 つ選択してください。</translation>
    </message>
    <message>
        <source>This program has no log file.</source>
        <translation>このプログラムにはログファイルがありません。</translation>
    </message>
    <message>
        <source>Nothing of what is selected has a process id.</source>
        <translation>選択した中にプロセス ID のあるものはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es)</source>
        <translation>
            <numerusform>%n 個のプロセス</numerusform>
        </translation>
    </message>
    <message>
        <source>On %1.</source>
        <comment>a server&apos;s name, or several</comment>
        <translation>対象: %1</translation>
    </message>
    <message>
        <source>Stop Processes</source>
        <translation>プロセスの停止</translation>
    </message>
    <message numerus="yes">
        <source>Stop %n running process(es)?</source>
        <translation>
            <numerusform>実行中の %n 個のプロセスを停止しますか?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Stop %n Process(es)</source>
        <translation>
            <numerusform>%n 個のプロセスを停止(&amp;S)</numerusform>
        </translation>
    </message>
    <message>
        <source>Restart Processes</source>
        <translation>プロセスの再起動</translation>
    </message>
    <message numerus="yes">
        <source>Restart %n process(es)?</source>
        <translation>
            <numerusform>%n 個のプロセスを再起動しますか?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them run now and will be interrupted.</source>
        <translation>
            <numerusform>うち %n 個は実行中で、中断されます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restart %n Process(es)</source>
        <translation>
            <numerusform>%n 個のプロセスを再起動(&amp;R)</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear Log</source>
        <translation>ログを消去</translation>
    </message>
    <message>
        <source>Clear the log of %1?</source>
        <translation>%1 のログを消去しますか?</translation>
    </message>
    <message numerus="yes">
        <source>Clear the logs of %n process(es)?</source>
        <translation>
            <numerusform>%n 個のプロセスのログを消去しますか?</numerusform>
        </translation>
    </message>
    <message>
        <source>What is in the log files, and in the rotated ones beside them, is lost.</source>
        <translation>ログファイルと、その隣にあるローテーション済みファイルの内容が失われます。</translation>
    </message>
    <message>
        <source>&amp;Clear Log</source>
        <translation>ログを消去(&amp;C)</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>%1 を起動しています…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>%1 を停止しています…</translation>
    </message>
    <message>
        <source>Restarting %1…</source>
        <translation>%1 を再起動しています…</translation>
    </message>
    <message>
        <source>Clearing the log of %1…</source>
        <translation>%1 のログを消去しています…</translation>
    </message>
    <message>
        <source>Started %1.</source>
        <translation>%1 を起動しました。</translation>
    </message>
    <message>
        <source>Stopped %1.</source>
        <translation>%1 を停止しました。</translation>
    </message>
    <message>
        <source>Restarted %1.</source>
        <translation>%1 を再起動しました。</translation>
    </message>
    <message>
        <source>Cleared the log of %1.</source>
        <translation>%1 のログを消去しました。</translation>
    </message>
    <message>
        <source>Stop Again</source>
        <translation>再び停止</translation>
    </message>
    <message>
        <source>Start Again</source>
        <translation>再び起動</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>process, server</comment>
        <translation>%2 の %1</translation>
    </message>
    <message>
        <source>%1 of %2 worked; the first that did not is %3</source>
        <comment>numbers, then name and reason</comment>
        <translation>%2 個のうち %1 個に成功しました。最初の失敗は %3</translation>
    </message>
    <message>
        <source>Send a Signal</source>
        <translation>シグナルの送信</translation>
    </message>
    <message numerus="yes">
        <source>Send SIG%1 to %n process(es)?</source>
        <translation>
            <numerusform>%n 個のプロセスに SIG%1 を送信しますか?</numerusform>
        </translation>
    </message>
    <message>
        <source>It ends or pauses a program that does not expect it.</source>
        <translation>これを想定していないプログラムは、終了または一時停止します。</translation>
    </message>
    <message>
        <source>&amp;Send SIG%1</source>
        <translation>SIG%1 を送信(&amp;S)</translation>
    </message>
    <message>
        <source>Sent SIG%1 to %2.</source>
        <translation>SIG%1 を %2 に送信しました。</translation>
    </message>
    <message>
        <source>Sending SIG%1…</source>
        <translation>SIG%1 を送信しています…</translation>
    </message>
    <message>
        <source>Sent the text to %1.</source>
        <translation>テキストを %1 に送信しました。</translation>
    </message>
    <message>
        <source>Sending text…</source>
        <translation>テキストを送信しています…</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>%1 を停止しますか?</translation>
    </message>
    <message>
        <source>Restart %1?</source>
        <translation>%1 を再起動しますか?</translation>
    </message>
    <message>
        <source>Nothing of it is running now.</source>
        <translation>実行中のものはありません。</translation>
    </message>
    <message>
        <source>It is running now and will be interrupted.</source>
        <translation>実行中で、中断されます。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessModel</name>
    <message>
        <source>Name</source>
        <comment>column</comment>
        <translation>名前</translation>
    </message>
    <message>
        <source>State</source>
        <comment>column</comment>
        <translation>状態</translation>
    </message>
    <message>
        <source>PID</source>
        <comment>column</comment>
        <translation>PID</translation>
    </message>
    <message>
        <source>Uptime</source>
        <comment>column</comment>
        <translation>稼働時間</translation>
    </message>
    <message>
        <source>CPU</source>
        <comment>column</comment>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <comment>column</comment>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>Restarts</source>
        <comment>column</comment>
        <translation>再起動</translation>
    </message>
    <message>
        <source>Config</source>
        <comment>column</comment>
        <translation>設定</translation>
    </message>
    <message>
        <source>Description</source>
        <comment>column</comment>
        <translation>説明</translation>
    </message>
    <message>
        <source>Share of one processor that the process and its descendants use; 200 % keeps two busy</source>
        <translation>プロセスとその子孫が使う、プロセッサー 1 個に対する割合。200 % は 2 個を使い切っています</translation>
    </message>
    <message>
        <source>Resident memory of the process and its descendants; what they share counts for each</source>
        <translation>プロセスとその子孫の常駐メモリ。共有している分はそれぞれに数えます</translation>
    </message>
    <message>
        <source>How often the process was started again since this window has known its server</source>
        <translation>このウィンドウがサーバーを知ってから、プロセスがもう一度起動された回数</translation>
    </message>
    <message>
        <source>Where the configuration on disk or as loaded is not what the process runs with</source>
        <translation>ディスク上または読み込まれた設定が、実行中のものと異なる箇所</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a row&apos;s name, its state</comment>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <comment>running processes, all</comment>
        <translation>%1/%2 実行中</translation>
    </message>
    <message numerus="yes">
        <source>%n in trouble</source>
        <translation>
            <numerusform>%n 個に問題</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>接続中…</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒否</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>オフライン</translation>
    </message>
    <message>
        <source>%1, as of %2 ago</source>
        <comment>offline, a span of time</comment>
        <translation>%1、%2前の状態</translation>
    </message>
    <message>
        <source>%1
A process of the operating system, started by %2 or by one of its own.</source>
        <comment>command line, name</comment>
        <translation>%1
オペレーティングシステムのプロセスで、%2 またはその子が起動したものです。</translation>
    </message>
    <message>
        <source>This server cannot tell what its processes use; a kantokud can.</source>
        <translation>このサーバーはプロセスの使用量を伝えられません。kantokud なら可能です。</translation>
    </message>
    <message>
        <source>Starts after the first since this window connected, each told by the server.</source>
        <translation>このウィンドウが接続してから 2 回目以降の起動の数。サーバーが 1 回ごとに知らせたものです。</translation>
    </message>
    <message>
        <source>Counted by changes of the process id and the start time since this window was opened; this server does not tell its starts, so quick ones may be missing.</source>
        <translation>このウィンドウを開いてからの、プロセス ID と起動時刻の変化で数えています。このサーバーは起動を知らせないため、短いものは抜けている可能性があります。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name, explanation</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 running, %3 in trouble, %4 stopped</source>
        <translation>%1: 実行中 %2、問題あり %3、停止 %4</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessPane</name>
    <message>
        <source>Filter processes</source>
        <translation>プロセスをフィルター</translation>
    </message>
    <message>
        <source>Part of a name, a glob such as web:*, state:fatal or group:web; several words must all match</source>
        <translation>名前の一部、web:* のようなグロブ、state:fatal または group:web。複数の語はすべてに一致</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>プロセス</translation>
    </message>
    <message>
        <source>No process is in this state.</source>
        <translation>この状態のプロセスはありません。</translation>
    </message>
    <message>
        <source>No process matches “%1”.</source>
        <translation>「%1」に一致するプロセスはありません。</translation>
    </message>
    <message>
        <source>Clear &amp;Filter</source>
        <translation>フィルターを解除(&amp;F)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ProcessTabs</name>
    <message>
        <source>Selected process</source>
        <translation>選択したプロセス</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Log</source>
        <comment>tab</comment>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Configuration</source>
        <comment>tab</comment>
        <translation>設定</translation>
    </message>
    <message>
        <source>History</source>
        <comment>tab</comment>
        <translation>履歴</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::RereadDialog</name>
    <message>
        <source>The files have errors. Nothing is read until they are fixed.</source>
        <translation>ファイルにエラーがあります。修正するまで読み込みは行われません。</translation>
    </message>
    <message>
        <source>The files say what the groups already run with.</source>
        <translation>ファイルの内容は、グループが実行中の設定と同じです。</translation>
    </message>
    <message>
        <source>Reread Configuration</source>
        <translation>設定の再読み込み</translation>
    </message>
    <message>
        <source>This server is not a kantokud: to compare, it has loaded its files just now. Below is what was loaded before and after, without files and lines. Nothing is running differently until you update.</source>
        <translation>このサーバーは kantokud ではないため、比較するためにたった今ファイルを読み込みました。以下は読み込みの前と後の内容で、ファイルと行はありません。更新するまで動作は変わりません。</translation>
    </message>
    <message>
        <source>Reread loads the files. What runs does not change until you update.</source>
        <translation>ファイルを読み込みます。更新するまで動作は変わりません。</translation>
    </message>
    <message>
        <source>&amp;Update Programs…</source>
        <translation>プログラムを更新(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Reread</source>
        <translation>再読み込み(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Changes</source>
        <translation>変更点(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>テキスト(&amp;T)</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a sentence</comment>
        <translation>%1。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ServerActions</name>
    <message>
        <source>A daemon already runs on %1; it goes on when this window closes.</source>
        <translation>%1 ではすでにデーモンが動いています。このウィンドウを閉じても動き続けます。</translation>
    </message>
    <message>
        <source>Run Configuration File</source>
        <translation>設定ファイルを実行</translation>
    </message>
    <message>
        <source>Configuration files (*.conf *.ini);;All files (*)</source>
        <translation>設定ファイル (*.conf *.ini);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>New Configuration File</source>
        <translation>新しい設定ファイル</translation>
    </message>
    <message>
        <source>Edit the File</source>
        <translation>ファイルを編集</translation>
    </message>
    <message>
        <source>Wrote %1. Put your programs into it, then choose Reread.</source>
        <translation>%1 を書き込みました。プログラムを書き加えてから「設定を再読み込み」を選択してください。</translation>
    </message>
    <message>
        <source>Edit Server</source>
        <translation>サーバーの編集</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Open Server</source>
        <translation>サーバーを開く</translation>
    </message>
    <message>
        <source>Rename Server</source>
        <translation>サーバーの名前を変更</translation>
    </message>
    <message>
        <source>Name of %1 (empty: its own):</source>
        <translation>%1 の名前（空欄にすると既定の名前に戻ります）:</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>Remove Server</source>
        <translation>サーバーを取り除く</translation>
    </message>
    <message>
        <source>Remove %1 from this window?</source>
        <translation>%1 をこのウィンドウから取り除きますか?</translation>
    </message>
    <message>
        <source>The server and its programs go on. Its name, and its password if one is kept, are forgotten.</source>
        <translation>サーバーとそのプログラムは動き続けます。名前と、保存されている場合はパスワードが消去されます。</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>取り除く(&amp;R)</translation>
    </message>
    <message>
        <source>Close Kantoku</source>
        <translation>Kantoku を閉じる</translation>
    </message>
    <message>
        <source>&amp;Keep Running</source>
        <translation>動かし続ける(&amp;K)</translation>
    </message>
    <message>
        <source>No process is running.</source>
        <translation>実行中のプロセスはありません。</translation>
    </message>
    <message numerus="yes">
        <source>Stopping it stops %n running process(es), too.</source>
        <translation>
            <numerusform>停止すると、実行中の %n 個のプロセスも停止します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopping them stops %n running process(es), too.</source>
        <translation>
            <numerusform>停止すると、実行中の %n 個のプロセスも停止します。</numerusform>
        </translation>
    </message>
    <message>
        <source>What is kept running is found again when Kantoku starts.</source>
        <translation>動かし続けたデーモンは、次に Kantoku を起動したときに見つかります。</translation>
    </message>
    <message>
        <source>Your answer holds from now on; Server ▸ Own Daemons at Close changes it.</source>
        <translation>次からは同じ扱いになります。「サーバー ▸ 終了時の専用デーモン」で変更できます。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <comment>daemons</comment>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Keep this window&apos;s own daemon running?</source>
        <translation>このウィンドウ専用のデーモンを動かし続けますか?</translation>
    </message>
    <message numerus="yes">
        <source>Keep this window&apos;s own %n daemons running?</source>
        <translation>
            <numerusform>このウィンドウ専用のデーモン %n 個を動かし続けますか?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ServerStatus</name>
    <message>
        <source>Server status</source>
        <translation>サーバーの状態</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es)</source>
        <translation>
            <numerusform>%n 個のプロセス</numerusform>
        </translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>接続中…</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>切断済み</translation>
    </message>
    <message>
        <source>offline, trying again: %1</source>
        <translation>オフライン、再試行中: %1</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::SessionLogChannel</name>
    <message>
        <source>The server was closed.</source>
        <translation>サーバーは閉じられました。</translation>
    </message>
    <message>
        <source>The server was disconnected.</source>
        <translation>サーバーから切断しました。</translation>
    </message>
    <message>
        <source>The server&apos;s answer about the log&apos;s length is not understood.</source>
        <translation>ログの長さについてのサーバーの応答を解釈できません。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ShortcutModel</name>
    <message>
        <source>Command</source>
        <comment>column</comment>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <comment>column</comment>
        <translation>ショートカット</translation>
    </message>
    <message>
        <source>%1 is the shortcut of “%2”.</source>
        <translation>%1 は「%2」に割り当てられています。</translation>
    </message>
    <message>
        <source>%1 alone is needed for lists and text: add Ctrl or Alt.</source>
        <translation>%1 だけのキーはリストやテキストの操作に使われます。Ctrl または Alt と組み合わせてください。</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::ShortcutsPage</name>
    <message>
        <source>&amp;Assign</source>
        <translation>割り当て(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <comment>no shortcut</comment>
        <translation>割り当て解除(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>既定に戻す(&amp;D)</translation>
    </message>
    <message>
        <source>Filter commands</source>
        <translation>コマンドを絞り込み</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>ショートカット</translation>
    </message>
    <message>
        <source>Keys of the selected command</source>
        <translation>選択したコマンドのキー</translation>
    </message>
    <message>
        <source>Take the shortcut from the command</source>
        <translation>コマンドからショートカットを外す</translation>
    </message>
    <message>
        <source>Give the command the shortcut that it came with</source>
        <translation>コマンドのショートカットを既定に戻す</translation>
    </message>
    <message>
        <source>Why the keys cannot be assigned</source>
        <translation>キーを割り当てられない理由</translation>
    </message>
    <message>
        <source>Default for A&amp;ll</source>
        <translation>すべて既定に戻す(&amp;L)</translation>
    </message>
    <message>
        <source>Give every command the shortcut that it came with</source>
        <translation>すべてのコマンドのショートカットを既定に戻す</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::SshQuestionDialog</name>
    <message>
        <source>Unknown Host</source>
        <translation>未知のホスト</translation>
    </message>
    <message>
        <source>Log In by SSH</source>
        <translation>SSH でログイン</translation>
    </message>
    <message>
        <source>ssh connects to %1 and asks:</source>
        <translation>ssh が %1 への接続にあたり、次の入力を求めています:</translation>
    </message>
    <message>
        <source>goes to ssh, and is not kept</source>
        <translation>ssh に渡され、保存されません</translation>
    </message>
    <message>
        <source>&amp;Log In</source>
        <translation>ログイン(&amp;L)</translation>
    </message>
    <message>
        <source>What ssh asks</source>
        <translation>ssh からの質問</translation>
    </message>
    <message>
        <source>Fingerprint of the host&apos;s key</source>
        <translation>ホストの鍵のフィンガープリント</translation>
    </message>
    <message>
        <source>Compare it with what the host&apos;s administrator says. If they are the same, nobody is in between, and ssh will know the host from now on.</source>
        <translation>ホストの管理者が示すものと比べてください。同じなら第三者は介在しておらず、以後 ssh はこのホストを既知として扱います。</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>いいえ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes, Connect</source>
        <translation>はい、接続します(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::StdinDialog</name>
    <message>
        <source>End with a &amp;new line</source>
        <translation>末尾に改行を付ける(&amp;N)</translation>
    </message>
    <message>
        <source>Send to Standard Input</source>
        <translation>標準入力に送信</translation>
    </message>
    <message>
        <source>&amp;Text for %1:</source>
        <translation>%1 の標準入力に送るテキスト(&amp;T):</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Text for each of %n process(es):</source>
        <translation>
            <numerusform>%n 個のプロセスそれぞれへのテキスト(&amp;T):</numerusform>
        </translation>
    </message>
    <message>
        <source>Text to send</source>
        <translation>送信するテキスト</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>送信(&amp;S)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::TrayIcon</name>
    <message>
        <source>&amp;Show Window</source>
        <translation>ウィンドウを表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;No More Notices</source>
        <translation>通知を表示しない(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::TreeColumns</name>
    <message>
        <source>Show Column %1</source>
        <translation>列「%1」を表示</translation>
    </message>
    <message>
        <source>Show or hide this column</source>
        <translation>この列の表示・非表示を切り替える</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>&amp;Default Columns</source>
        <translation>標準の列(&amp;D)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UpdateDialog</name>
    <message>
        <source>Update Programs</source>
        <translation>プログラムの更新</translation>
    </message>
    <message>
        <source>Changed groups are stopped, taken out and started with their new settings; removed ones are stopped. Groups without a tick are left alone.</source>
        <translation>変更されたグループは停止後に新しい設定で起動し直します。削除されたグループは停止します。チェックを外したグループはそのままです。</translation>
    </message>
    <message>
        <source>&amp;Update</source>
        <translation>更新(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Stop After This Group</source>
        <translation>このグループの後で中止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy as Commands</source>
        <translation>コマンドとしてコピー(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the same plan as kantokuctl commands</source>
        <translation>同じ計画を kantokuctl のコマンドとしてコピー</translation>
    </message>
    <message>
        <source>The files have errors. Nothing is updated until they are fixed.</source>
        <translation>ファイルにエラーがあります。修正するまで更新は行われません。</translation>
    </message>
    <message>
        <source>Every group has the settings of the files. There is nothing to update.</source>
        <translation>すべてのグループの設定はファイルの内容と一致しています。更新するものはありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) will be updated.</source>
        <translation>
            <numerusform>%n 個のグループを更新します。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running process(es) will be stopped.</source>
        <translation>
            <numerusform>実行中の %n 個のプロセスが停止します。</numerusform>
        </translation>
    </message>
    <message>
        <source>No running process will be stopped.</source>
        <translation>実行中のプロセスは停止しません。</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) of other groups are kept as they are.</source>
        <translation>
            <numerusform>ほかのグループの %n 個のプロセスはそのままです。</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) are being updated…</source>
        <translation>
            <numerusform>%n 個のグループを更新しています…</numerusform>
        </translation>
    </message>
    <message>
        <source>updating…</source>
        <translation>更新中…</translation>
    </message>
    <message>
        <source>updated</source>
        <translation>更新済み</translation>
    </message>
    <message>
        <source>nothing to update</source>
        <translation>更新の必要なし</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失敗: %1</translation>
    </message>
    <message>
        <source>left as it was</source>
        <translation>そのまま</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) updated.</source>
        <translation>
            <numerusform>%n 個のグループを更新しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) left as they were.</source>
        <translation>
            <numerusform>%n 個のグループは更新しませんでした。</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UpdatePlanView</name>
    <message>
        <source>(not set)</source>
        <translation>(未設定)</translation>
    </message>
    <message>
        <source>keep stopped</source>
        <translation>停止のまま</translation>
    </message>
    <message>
        <source>start</source>
        <comment>what happens to a process</comment>
        <translation>起動</translation>
    </message>
    <message>
        <source>start although stopped by hand</source>
        <translation>手動で停止したものも起動</translation>
    </message>
    <message>
        <source>restart</source>
        <comment>what happens to a process</comment>
        <translation>再起動</translation>
    </message>
    <message>
        <source>stop</source>
        <comment>what happens to a process</comment>
        <translation>停止</translation>
    </message>
    <message>
        <source>stop and remove</source>
        <translation>停止して削除</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Update plan</source>
        <translation>更新の計画</translation>
    </message>
    <message>
        <source>Group, process</source>
        <translation>グループ、プロセス</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>動作</translation>
    </message>
    <message>
        <source>Because of</source>
        <comment>column: options</comment>
        <translation>変更内容</translation>
    </message>
    <message>
        <source>Set in</source>
        <comment>column: file and line</comment>
        <translation>設定箇所</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::UsageGraph</name>
    <message>
        <source>Why there are no graphs</source>
        <translation>グラフがない理由</translation>
    </message>
    <message>
        <source>Processor and memory over time</source>
        <translation>プロセッサーとメモリの推移</translation>
    </message>
    <message>
        <source>CPU of the process and its descendants</source>
        <translation>プロセスとその子孫の CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>This server cannot tell what its processes use; a kantokud can.</source>
        <translation>このサーバーはプロセスの使用量を伝えられません。kantokud なら可能です。</translation>
    </message>
    <message>
        <source>The server is not connected.</source>
        <translation>サーバーは接続されていません。</translation>
    </message>
    <message>
        <source>Now %1 and %2</source>
        <comment>share of a processor, memory</comment>
        <translation>現在 %1、%2</translation>
    </message>
</context>
<context>
    <name>kantoku::ui::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>ようこそ</translation>
    </message>
    <message>
        <source>No server is open</source>
        <translation>開いているサーバーはありません</translation>
    </message>
    <message>
        <source>Kantoku watches and commands the programs of a kantokud or supervisord, here or on another machine.</source>
        <translation>Kantoku は、このマシンやほかのマシンの kantokud または supervisord のプログラムを監視・操作します。</translation>
    </message>
    <message>
        <source>&amp;Open a Server…</source>
        <translation>サーバーを開く(&amp;O)…</translation>
    </message>
    <message>
        <source>By its socket or address, with user and password where it asks for them</source>
        <translation>ソケットまたはアドレスを指定して接続します（必要に応じてユーザーとパスワードも）</translation>
    </message>
    <message>
        <source>Starts a daemon of your own on a supervisord.conf</source>
        <translation>supervisord.conf を指定して専用デーモンを起動します</translation>
    </message>
    <message>
        <source>&amp;New Configuration File…</source>
        <translation>新しい設定ファイル(&amp;N)…</translation>
    </message>
    <message>
        <source>Writes one to begin with, and starts a daemon of your own on it</source>
        <translation>最初の設定を書き出し、それを使って専用デーモンを起動します</translation>
    </message>
    <message>
        <source>Run the &amp;Demo</source>
        <translation>デモを実行(&amp;D)</translation>
    </message>
    <message>
        <source>A few small programs to try everything on</source>
        <translation>試用のための小さなプログラムを起動します</translation>
    </message>
    <message>
        <source>Found on this machine</source>
        <translation>このマシンで見つかったもの</translation>
    </message>
    <message>
        <source>Used before</source>
        <translation>以前に使ったもの</translation>
    </message>
    <message>
        <source>of %1</source>
        <comment>a configuration file</comment>
        <translation>%1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 を開く</translation>
    </message>
    <message>
        <source>Run a Confi&amp;guration File…</source>
        <translation>設定ファイルを実行(&amp;G)…</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>The desktop of Kantoku: watches and commands processes.</source>
        <translation>Kantoku のデスクトップ。プロセスを監視・操作します。</translation>
    </message>
    <message>
        <source>Run a daemon of the window&apos;s own on this supervisord.conf.</source>
        <translation>この supervisord.conf でウィンドウ専用のデーモンを実行します。</translation>
    </message>
    <message>
        <source>Open the log of this process; may be given many times.</source>
        <translation>このプロセスのログを開きます。何度でも指定できます。</translation>
    </message>
    <message>
        <source>Servers to open: unix:///path, http://host:port, https://host:port, ssh://host/path.</source>
        <translation>開くサーバー: unix:///path、http://host:port、https://host:port、ssh://host/path。</translation>
    </message>
</context>
</TS>
