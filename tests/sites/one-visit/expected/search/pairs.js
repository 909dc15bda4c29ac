var visitgenData=visitgenData||{};visitgenData.pairs={"contacts":[],"tallies":{"0":[1,1,0]},"relations":[[0,1]]};
