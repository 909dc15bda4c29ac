var visitgenData=visitgenData||{};visitgenData.pairs={"contacts":[],"tallies":{"0":[1,2,0]},"relations":[[0,1],[0,2]]};
