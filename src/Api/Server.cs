using Consult.Api.Access;
using Consult.Api.Blobs;
using Consult.Api.Calls;
using Consult.Api.Commands;
using Consult.Api.Demo;
using Consult.Api.Live;
using Consult.Api.OpenApi;
using Consult.Api.Problems;
using Consult.Api.Resources;
using Consult.Api.SignIn;
using Consult.Api.Tickets;
using Consult.Api.Web;
using Consult.Silo.Hosting;

namespace Consult.Api;

/// <summary>Puts the server together.</summary>
internal static class Server
{
    /// <summary>Where the server listens unless told otherwise: on this machine alone.</summary>
    private const string DefaultUrl = "http://127.0.0.1:5180";

    private const int MaxBody = 64 * 1024;

    /// <summary>
    /// How long a stop may take in all. First nobody new comes in and requests end, then what pushes to clients, then
    /// the actors, and the store last, with everything that was acknowledged on disk long before.
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Builds a server that is ready to run.</summary>
    /// <param name="args">Configuration as <c>--name value</c>, <c>--urls</c> and <c>--data</c> above all; and <c>--demo</c>.</param>
    /// <param name="adjust">What a test has different.</param>
    /// <exception cref="ConfigurationException">The configuration does not allow a start.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var isDemo = DemoServices.Take(ref args);
        var builder = WebApplication.CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
        });
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null) builder.WebHost.UseUrls(DefaultUrl);
        QuietFramework(builder.Logging);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        // So that our own step turns what cannot be bound into a problem with a code.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

        if (isDemo) builder.AddDemo();
        builder.AddActors();
        builder.Services.AddSignIn(builder.Configuration, builder.Environment);
        AddDoors(builder);
        builder.Services.AddLive();
        builder.Services.AddApiDocument();
        adjust?.Invoke(builder);

        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void QuietFramework(ILoggingBuilder logging)
    {
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // This one writes whole URLs, with the tickets in them.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        // A request without a sign-in is no news.
        logging.AddFilter(typeof(TokenHandler).FullName, LogLevel.Warning);
        logging.AddFilter(typeof(TicketHandler).FullName, LogLevel.Warning);
    }

    private static void AddDoors(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccessGate>();
        builder.Services.AddSingleton<TicketStore>();
        builder.Services.AddSingleton<BlobLinks>();
        builder.Services.AddSingleton<TransferSlots>();
        builder.Services.AddSingleton<AttachmentDoor>();
        builder.Services.AddSingleton<NewIds>();
        builder.Services.AddSingleton<RecordReader>();
        builder.Services.AddSingleton<QuickHours>();
        builder.Services.AddSingleton<DeskReader>();
        builder.Services.AddSingleton<MemberReader>();
        builder.Services.AddSingleton<RoomInflow>();
        builder.Services.AddSingleton<CommandSender>();
        var rate = builder.Configuration.GetSection(CommandRateOptions.Section).Get<CommandRateOptions>() ?? new();
        builder.Services.AddSingleton(provider => new CommandRate(rate, provider.GetRequiredService<TimeProvider>()));
        var signals = builder.Configuration.GetSection(SignalRateOptions.Section).Get<SignalRateOptions>() ?? new();
        builder.Services.AddSingleton(provider => new SignalRate(signals, provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddIce(builder.Configuration);
    }

    private static void Map(WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseWeb();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AccountMiddleware>();

        app.MapHealth();
        app.MapCodes();
        app.MapApiDocument();
        app.MapSignInWay();
        if (SignInServices.IsDevelopmentSignIn(app.Configuration, app.Environment))
        {
            app.Logger.DevelopmentSignIn();
            app.MapDevelopmentSignIn();
            app.MapPeople();
        }
        app.MapGroup("").RequireAuthorization()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .MapAccounts()
            .MapStaff()
            .MapPatients()
            .MapDoctors()
            .MapDepartments()
            .MapClinics()
            .MapBoard()
            .MapConsultations()
            .MapTerms()
            .MapCalls()
            .MapAttachments()
            .MapPayments()
            .MapPrescriptions()
            .MapGroups()
            .MapMemberships()
            .MapThreads()
            .MapAnswers()
            .MapLivestreams()
            .MapPrivacy()
            .MapTickets();
        app.MapBlobs();
        app.MapLive();
    }
}
