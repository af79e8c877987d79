using Consult.Feeds;
using Consult.Interviews;
using Consult.Silo.Assistants;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Consult.Silo.Hosting;

/// <summary>
/// Who asks before a doctor joins: the script, and a model where <c>Interviews:Model:BaseUrl</c> names one. What cannot
/// be used must stop the start, not the first patient.
/// </summary>
internal static class InterviewConfiguration
{
    private const string Section = "Interviews";

    /// <summary>Registers the assistants.</summary>
    /// <exception cref="ConfigurationException">The configuration does not allow a start.</exception>
    public static void AddInterviews(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(Section);
        builder.Services.Configure<InterviewOptions>(section);
        var options = section.Get<InterviewOptions>() ?? new();
        if (options.MaxQuestions is < 1 or > InterviewOptions.MostQuestions)
            throw new ConfigurationException($"Interviews:MaxQuestions must be 1 to {InterviewOptions.MostQuestions}.");
        if (options.MaxAnswer is < 1 or > TextRules.MaxLength)
            throw new ConfigurationException($"Interviews:MaxAnswer must be 1 to {TextRules.MaxLength}.");
        AddModel(builder);
        builder.Services.AddInterviews(LoadScript(options.Script));
    }

    private static ScriptedAssistant LoadScript(string? path)
    {
        try
        {
            return ScriptedAssistant.Load(path);
        }
        catch (InterviewScriptException e)
        {
            throw new ConfigurationException(e.Message);
        }
    }

    private static void AddModel(IHostApplicationBuilder builder)
    {
        var model = builder.Configuration.GetSection(OpenAiOptions.Section).Get<OpenAiOptions>();
        if (model?.BaseUrl is not { } url) return;
        // What patients write must not travel in clear.
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            throw new ConfigurationException("Interviews:Model:BaseUrl must be an https address, or http on this machine.");
        if (string.IsNullOrWhiteSpace(model.Name))
            throw new ConfigurationException("Interviews:Model:Name must say what the endpoint calls the model.");
        builder.Services.AddSingleton<IAssistant>(_ => new OpenAiAssistant(model));
    }
}
