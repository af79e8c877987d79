using Consult.Api;
using Consult.Silo.Hosting;
using Consult.Silo.Storage;

try
{
    return args is ["verify", .. var rest] ? await Verify.RunAsync(rest) : await ServeAsync(args);
}
catch (Exception e) when (e is ConfigurationException or StoreUnavailableException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

static async Task<int> ServeAsync(string[] args)
{
    await using var app = Server.Build(args);
    app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var url in app.Urls)
            Console.WriteLine($"Consult listens on {url}: its pages are {url}/app/, its API is described at {url}/swagger. Stop it with Ctrl+C.");
    });
    await app.RunAsync();
    return 0;
}
