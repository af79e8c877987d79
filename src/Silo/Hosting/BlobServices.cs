using Consult.Attachments;
using Consult.Silo.Blobs;
using Microsoft.Extensions.DependencyInjection;

namespace Consult.Silo.Hosting;

/// <summary>Registers where the bytes of attachments are kept, and what looks at them.</summary>
public static class BlobServices
{
    /// <summary>Keeps them as files in a folder, which is made when there is none, readable by its owner alone.</summary>
    public static IServiceCollection AddFolderBlobs(this IServiceCollection services, string folder) =>
        services.AddBlobs(() => new FolderBlobs(folder));

    /// <summary>Keeps them in Azure Blob Storage.</summary>
    /// <param name="services">The container of services.</param>
    /// <param name="connectionString">The storage account, as Azure writes it.</param>
    /// <param name="container">The blob container; it is made when there is none.</param>
    public static IServiceCollection AddAzureBlobs(this IServiceCollection services, string connectionString, string container) =>
        services.AddBlobs(() => new AzureBlobs(connectionString, container));

    private static IServiceCollection AddBlobs(this IServiceCollection services, Func<IBlobStore> open)
    {
        services.AddSingleton(_ => open());
        services.AddSingleton<IThumbnails, SkiaThumbnails>();
        services.AddSingleton<AttachmentChunks>();
        services.AddSingleton<AttachmentInspector>();
        return services;
    }
}
