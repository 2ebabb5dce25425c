module ibi-console.lab/recert

go 1.19
