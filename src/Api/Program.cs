using Consult.Api;
using Consult.Silo.Hosting;
using Consult.Silo.Storage;
using Microsoft.AspNetCore.Connections;

try
{
    return args is ["verify", .. var rest] ? await Verify.RunAsync(rest) : await ServeAsync(args);
}
catch (Exception e) when (e is ConfigurationException or StoreUnavailableException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Stop what listens there, or choose another one, as in --urls http://127.0.0.1:5181.");
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
