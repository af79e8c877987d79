using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net.WebSockets;
using Consult.Client;
using Consult.Tools.Groups;
using Consult.Tools.Livestreams;
using Consult.Tools.Replay;

namespace Consult.Tools;

/// <summary>The verb <c>replay</c>.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan ReachLimit = TimeSpan.FromSeconds(10);

    private static readonly Argument<FileInfo> Input = new Argument<FileInfo>("FILE")
    {
        Description = "JSON lines of {id, department, title, ask, answer}",
    }.AcceptExistingOnly();

    private static readonly Option<Uri> Server = new("--server")
    {
        Description = "The server's address",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:5180"),
        CustomParser = ParseServer,
    };

    private static readonly Option<bool> Self = new("--self")
    {
        Description = "Start a server of one's own on a temporary folder instead",
    };

    private static readonly Option<bool> Groups = new("--groups")
    {
        Description = "Ask the questions in health groups instead, each with something private planted, and look for it in what other members received",
    };

    private static readonly Option<bool> Livestream = new("--livestream")
    {
        Description = "Ask, vote for and answer the questions in a livestream instead, and compare what each viewer received",
    };

    private static readonly Option<int> Viewers = CommandLine.Positive("--viewers", "Who watches the livestream", 300);
    private static readonly Option<FileInfo> ServerDll = CommandLine.ServerDll();
    private static readonly Option<bool> Mix = new("--mix")
    {
        Description = "Play quick, directed, video, revisit and free clinic consultations in turn, instead of directed ones alone",
    };

    private static readonly Option<int> AtOnce = CommandLine.Positive("--parallel", "Consultations played at once", 32);
    private static readonly Option<int> Limit = CommandLine.Positive("--limit", "Consultations played at most", int.MaxValue);
    private static readonly Option<int> Deadline = CommandLine.Positive("--deadline", "Seconds until a repeated request has failed", 120);

    private static readonly Option<string> Operator = new("--operator")
    {
        Description = "Begins the names of the accounts that verify people",
        DefaultValueFactory = _ => "replay-operator",
    };

    public static Command Create()
    {
        var command = new Command("replay", "Plays consultations, then compares what was acknowledged with what is there")
        {
            Input, Server, Self, Groups, Livestream, Viewers, ServerDll, Mix, AtOnce, Limit, Deadline, Operator,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            var input = Consultation.Read(arguments.GetRequiredValue(Input).FullName, arguments.GetValue(Limit));
            if (input.Count == 0)
                return CommandLine.Unusable("The file holds no consultations.");
            return arguments.GetValue(Self)
                ? await OnOwnServerAsync(input, arguments, cancellationToken)
                : await OnAsync(arguments.GetRequiredValue(Server), input, arguments, cancellationToken);
        }
        catch (Exception refused) when (
            refused is InvalidDataException or IOException or InvalidOperationException or HttpRequestException or WebSocketException)
        {
            return CommandLine.Unusable(refused.Message);
        }
        catch (ConsultException refused)
        {
            return CommandLine.Unusable($"It could not be played: {refused.Code}.");
        }
    }

    private static async Task<int> OnOwnServerAsync(
        IReadOnlyList<Consultation> input, ParseResult arguments, CancellationToken cancellationToken)
    {
        var dll = arguments.GetRequiredValue(ServerDll);
        if (!dll.Exists)
            return CommandLine.Unusable(CommandLine.NoServer(dll));
        var data = Directory.CreateTempSubdirectory("consult-replay-");
        try
        {
            await using var server = await OwnServer.StartAsync(
                dll.FullName, RecordPlace.Folder(data.FullName), 0, TimeProvider.System, cancellationToken);
            return await OnAsync(server.Address, input, arguments, cancellationToken);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> OnAsync(
        Uri server, IReadOnlyList<Consultation> input, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (!await IsReachableAsync(server, cancellationToken))
            return CommandLine.Unusable($"No server is ready at {server}.");
        var options = new ReplayOptions
        {
            Server = server,
            Mix = arguments.GetValue(Mix),
            Parallel = arguments.GetValue(AtOnce),
            Deadline = TimeSpan.FromSeconds(arguments.GetValue(Deadline)),
            Operator = arguments.GetRequiredValue(Operator),
        };
        if (arguments.GetValue(Groups))
        {
            var found = await GroupRun.RunAsync(input, options, cancellationToken);
            GroupReport.Print(found);
            return found.IsClean ? ExitCodes.Clean : ExitCodes.Differs;
        }
        if (arguments.GetValue(Livestream))
        {
            var seen = await StreamRun.RunAsync(input, arguments.GetValue(Viewers), options, cancellationToken);
            StreamReport.Print(seen);
            return seen.IsClean ? ExitCodes.Clean : ExitCodes.Differs;
        }
        var result = await ReplayReport.ShowAsync(
            progress => ReplayRun.RunAsync(input, options, progress, cancellationToken));
        ReplayReport.Print(result);
        return result.IsClean ? ExitCodes.Clean : ExitCodes.Differs;
    }

    private static async Task<bool> IsReachableAsync(Uri server, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(ReachLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await Health.IsReadyAsync(server, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Uri? ParseServer(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var server)
            && (server.Scheme == Uri.UriSchemeHttp || server.Scheme == Uri.UriSchemeHttps))
            return server;
        result.AddError("--server wants an address such as http://127.0.0.1:5180.");
        return null;
    }
}
