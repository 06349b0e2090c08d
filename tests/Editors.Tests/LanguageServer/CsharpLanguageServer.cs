using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamJsonRpc;

namespace Editors.Tests.LanguageServer;

/// <summary>csharp-ls, started as an editor starts it: over standard input and output, with one workspace folder.</summary>
/// <remarks>The version is in <c>.config/dotnet-tools.json</c>; the .NET SDK downloads it.</remarks>
internal sealed class CsharpLanguageServer : IAsyncDisposable
{
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly JsonRpc rpc;
    private readonly ConcurrentQueue<string> log = new();
    private readonly Client client;

    private CsharpLanguageServer(Process process)
    {
        client = new(log);
        this.process = process;
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        var formatter = new SystemTextJsonFormatter
        {
            JsonSerializerOptions = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull },
        };
        rpc = new JsonRpc(new HeaderDelimitedMessageHandler(process.StandardInput.BaseStream, process.StandardOutput.BaseStream, formatter));
        rpc.AddLocalRpcTarget(client, new() { UseSingleObjectParameterDeserialization = true });
        rpc.StartListening();
    }

    /// <summary>What the server has written to its log so far.</summary>
    public string Log => string.Join(Environment.NewLine, log);

    /// <summary>Starts the server and tells it which folder it serves.</summary>
    /// <param name="folder">The folder with the project.</param>
    /// <param name="cancellation">Stops the start.</param>
    public static async Task<CsharpLanguageServer> StartAsync(string folder, CancellationToken cancellation)
    {
        await DotnetTool.RestoreAsync(cancellation);
        var server = new CsharpLanguageServer(DotnetTool.Start("csharp-ls"));
        try
        {
            await server.InitializeAsync(folder, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Changes the editor's setting <c>csharp.analyzersEnabled</c>, which is true at the start.</summary>
    /// <param name="enabled">The new value.</param>
    public Task EnableAnalyzersAsync(bool enabled)
    {
        client.AnalyzersEnabled = enabled;
        return NotifyAsync("workspace/didChangeConfiguration", new { settings = new { csharp = new { analyzersEnabled = enabled } } });
    }

    /// <summary>Opens a file in the editor.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops the request.</param>
    public async Task<OpenDocument> OpenAsync(string path, CancellationToken cancellation)
    {
        var document = new OpenDocument(this, path, await File.ReadAllTextAsync(path, cancellation));
        await NotifyAsync("textDocument/didOpen", new { textDocument = new { uri = document.Uri, languageId = "csharp", version = document.Version, text = document.Text } });
        return document;
    }

    /// <summary>Sends a notification; it has been written when the task is done.</summary>
    public Task NotifyAsync(string method, object? parameters) => rpc.NotifyWithParameterObjectAsync(method, parameters);

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">The server answered with an error or ended; the message has the end of its log.</exception>
    public async Task<T> RequestAsync<T>(string method, object? parameters, CancellationToken cancellation)
    {
        try
        {
            return await rpc.InvokeWithParameterObjectAsync<T>(method, parameters, cancellation);
        }
        catch (Exception exception) when (exception is RemoteRpcException or ConnectionLostException)
        {
            throw new InvalidOperationException($"csharp-ls did not answer {method}: {exception.Message}\n{string.Join('\n', log.TakeLast(40))}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(ExitTimeout);
        try
        {
            await rpc.InvokeWithCancellationAsync("shutdown", cancellationToken: timeout.Token);
            await rpc.NotifyAsync("exit");
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or RemoteRpcException or ConnectionLostException or ObjectDisposedException)
        {
            process.Kill(entireProcessTree: true);
        }

        rpc.Dispose();
        process.Dispose();
    }

    private async Task InitializeAsync(string folder, CancellationToken cancellation)
    {
        var uri = new Uri(folder + Path.DirectorySeparatorChar).AbsoluteUri.TrimEnd('/');
        await RequestAsync<JsonElement>(
            "initialize",
            new
            {
                processId = Environment.ProcessId,
                rootUri = uri,
                workspaceFolders = new[] { new { uri, name = Path.GetFileName(folder) } },
                capabilities = new
                {
                    workspace = new { configuration = true, workspaceFolders = true },
                    textDocument = new
                    {
                        synchronization = new { dynamicRegistration = false },
                        diagnostic = new { dynamicRegistration = false },
                        codeAction = new { codeActionLiteralSupport = new { codeActionKind = new { valueSet = new[] { "quickfix", "refactor" } } } },
                    },
                },
            },
            cancellation);
        await NotifyAsync("initialized", new { });
    }

    /// <summary>What the server asks of the editor.</summary>
    private sealed class Client(ConcurrentQueue<string> log)
    {
        public bool AnalyzersEnabled { get; set; } = true;

        [JsonRpcMethod("workspace/configuration", UseSingleObjectParameterDeserialization = true)]
        public object[] Configuration(Protocol.ConfigurationParams parameters) =>
            [.. parameters.Items.Select(item => item.Section == "csharp" ? (object)new { analyzersEnabled = AnalyzersEnabled } : new { })];

        [JsonRpcMethod("window/workDoneProgress/create", UseSingleObjectParameterDeserialization = true)]
        public object? CreateProgress(JsonElement parameters) => null;

        [JsonRpcMethod("client/registerCapability", UseSingleObjectParameterDeserialization = true)]
        public object? Register(JsonElement parameters) => null;

        [JsonRpcMethod("window/logMessage", UseSingleObjectParameterDeserialization = true)]
        public void LogMessage(JsonElement parameters) => log.Enqueue(parameters.ToString());

        [JsonRpcMethod("window/showMessage", UseSingleObjectParameterDeserialization = true)]
        public void ShowMessage(JsonElement parameters) => log.Enqueue(parameters.ToString());

        [JsonRpcMethod("$/progress", UseSingleObjectParameterDeserialization = true)]
        public void Progress(JsonElement parameters) => log.Enqueue(parameters.ToString());
    }
}
