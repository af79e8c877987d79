using Consult.Interviews;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Consult.Silo.Hosting;

/// <summary>Registers who asks before a doctor joins.</summary>
public static class InterviewServices
{
    /// <summary>The script asks; where an <see cref="IAssistant"/> is registered before, that does, and the script in its place.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="script">What is asked; null for what is shipped.</param>
    public static IServiceCollection AddInterviews(this IServiceCollection services, ScriptedAssistant? script = null)
    {
        services.AddSingleton(script ?? ScriptedAssistant.Load(path: null));
        services.TryAddSingleton<IAssistant>(provider => provider.GetRequiredService<ScriptedAssistant>());
        services.AddSingleton<Interviewer>();
        return services;
    }
}
