global using Beginning = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<Consult.Api.Commands.Begun>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;
global using Outcome = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Consult.Api.Commands.Done>,
    Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;
